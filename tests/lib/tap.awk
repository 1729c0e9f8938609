# tap.awk: reads one test program's TAP, prints "PASSED FAILED SKIPPED".
# Variables: status (its exit status), seconds (its limit, for the message).
# Whatever is not a clean run adds one failure, named on standard error: no plan,
# fewer or more results than planned, a bad exit without a failed result.
function broken(why) { print "# " why > "/dev/stderr"; failed++ }

/^1\.\.[0-9]+/ {
	plans++
	planned += substr($1, 4)
	if ($1 == "1..0" && toupper($0) ~ /# *SKIP/) whole = 1
	next
}
# cmocka prints a test that skips itself as "not ok N # SKIP name".
/^not ok [0-9]+ # SKIP/ { results++; skipped++; next }
/^not ok([ \t]|$)/ { results++; failed++; next }
/^ok([ \t]|$)/ {
	results++
	if (toupper($0) ~ /# *SKIP/) skipped++; else passed++
	next
}
/^Bail out!/ { bailed = $0 }

END {
	if (bailed) broken(bailed)
	else if (status == 124 || status == 137) broken("stopped after " seconds " seconds")
	else if (whole && !results) skipped++
	else if (!plans) broken("ended without a plan, exit status " status)
	else if (!results) broken("printed no result, exit status " status)
	else if (results != planned) broken("planned " planned " results and printed " results ", exit status " status)
	else if (status != 0 && !failed) broken("all ok, but exit status " status)
	printf "%d %d %d\n", passed, failed, skipped
}

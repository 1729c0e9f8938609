-- post.lua: sends each prepared request of $BENCH_FILE once and stops. A line:
-- path TAB cookie TAB content type TAB body; " csrf=TOKEN" behind the cookie where the body has none.
local requests, sent, answered, failed = {}, 0, 0, 0
local first, last

for line in io.lines(os.getenv("BENCH_FILE")) do
	local path, cookie, type, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
	local csrf = body:match("csrf=([^&]*)") or cookie:match("csrf=(.*)$") or ""
	requests[#requests + 1] = { path, { ["Cookie"] = cookie:gsub(" csrf=.*$", ""), ["Content-Type"] = type,
		["X-CSRF-Token"] = csrf, ["Sec-Fetch-Site"] = "same-origin" }, body }
end

function request()
	sent = sent + 1
	local r = requests[sent]
	if not r then
		return wrk.format("GET", "/health")
	end
	return wrk.format("POST", r[1], r[2], r[3])
end

function response(status, headers, body)
	answered = answered + 1
	if answered > #requests then
		return
	end
	if status ~= 303 and status ~= 200 then
		failed = failed + 1
		if failed == 1 then
			io.stderr:write(status, " ", body:sub(1, 400), "\n")
		end
	end
	if answered == #requests then
		print("answered " .. answered .. " failed " .. failed)
		wrk.thread:stop()
	end
end

function done(summary, latency, requests)
	print("duration " .. summary.duration)
end

#!/usr/bin/perl
# man.pl: mandoc reads every man page without a complaint, and every command of
# makolet has one.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^man/.*\.[1-8]$})) {
		push @wrong, map { "$file:$_" } `mandoc -Tlint -Wwarning '$root/$file' 2>&1` =~ /^mandoc: .*?:(\d+:\d+: \w+: .*)$/mg;
	}
	for my $file (files($root, qr{^web/ctl/cmd_\w+\.c$})) {
		my ($name) = slurp("$root/$file") =~ /\.name = "(\w+)"/ or next;
		push @wrong, "$file: no man/makolet-$name.1" if !-f "$root/man/makolet-$name.1";
	}
	return @wrong;
}

if (system('command -v mandoc >/dev/null') != 0) {
	print "1..0 # SKIP mandoc is not here\n";
	exit 0;
}
rule('man', \&check,
	'man/bad.1:4:2: WARNING: content before first section header: No',
	'web/ctl/cmd_sing.c: no man/makolet-sing.1',
);
done_testing();

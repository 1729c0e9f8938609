#!/usr/bin/perl
# banned.pl: functions that overflow, guess or parse anything, and floating
# point in lib, where all that is counted is whole.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

my $functions = qr/(?<![\w.>])(strcpy|strcat|strncpy|strncat|stpcpy|v?sprintf|gets|strtok|strtok_r|ato[ilf]|atoll|strtod|strtof|scanf|alloca|system|popen|mktemp|tmpnam)\s*\(/;
# Where floating point is right: nowhere yet.
my %floating = ();

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^(?:lib|web)/.*\.(?:c|h|def)$})) {
		next if $file eq 'lib/base/banned.h';
		my $text = code(slurp("$root/$file"));
		push @wrong, map { "$file:$_->[0]: $_->[1]()" } lines_of($text, $functions);
		push @wrong, map { "$file:$_->[0]: $_->[1] in lib" } lines_of($text, qr/\b(float|double)\b/) if $file =~ /^lib/ && !$floating{$file};
	}
	return @wrong;
}

rule('banned', \&check,
	'lib/shop/bad.c:2: strcpy()',
	'lib/shop/bad.c:3: atoi()',
	'lib/shop/bad.c:4: double in lib',
	'lib/shop/bad.c:5: float in lib',
	'web/app/bad.c:1: system()',
);
done_testing();

#!/usr/bin/perl
# functions.pl: no function is over 120 lines; prints how long they are. One
# begins and ends with a brace in the first column. Data tables do not count.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

my $MOST = 120;

# [file, line, name, lines] of each function, from its name to its last brace.
sub functions {
	my ($root) = @_;
	my @all;
	for my $file (files($root, qr{^(?:lib|web|tests)/.*\.c$})) {
		my ($name, $start, $inside, $n) = ('', 0, 0, 0);
		for my $line (split /\n/, code(slurp("$root/$file"))) {
			$n++;
			($name, $start) = ($1, $n) if !$inside && $line =~ /^(?:\w[\w\s*]*?)?\b(\w+)\s*\((?!.*;)/;
			$inside = 1 if $line =~ /^\{/;
			next if $line !~ /^\}/;
			push @all, [$file, $start, $name, $n - $start + 1] if $inside;
			$inside = 0;
		}
	}
	return @all;
}

sub check {
	return map { "$_->[0]:$_->[1]: $_->[2]() has $_->[3] lines" } grep { $_->[3] > $MOST } functions(@_);
}

rule('functions', \&check, 'lib/shop/long.c:6: much() has 123 lines');
my @ours = sort { $a <=> $b } map { $_->[3] } grep { $_->[0] !~ /^tests/ } functions($top);
my ($median, $high, $longest) = ($ours[@ours / 2], $ours[@ours * 0.95], $ours[-1]);
print '# ', scalar @ours, " functions: median $median lines, 95th percentile $high, longest $longest\n";
ok($median <= 20, 'the median is at most 20 lines');
ok($high <= 70, 'the 95th percentile is at most 70 lines');
done_testing();

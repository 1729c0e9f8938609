# _lint.pm: what the lints share: the files of a tree, C without comments, and
# the form of a lint.
#
# How to add one: a file NAME.pl that hands rule() a function, which returns
# "file:line: what is wrong" for a tree, and lists what it must say about
# fixtures/NAME, a small tree with everything wrong that it is to find.
package _lint;
use strict;
use warnings;
use utf8;
use Cwd 'abs_path';
use Exporter 'import';
use File::Basename 'dirname';
use File::Find 'find';
use Test::More;

our @EXPORT = qw($top files slurp code lines_of rule is is_deeply ok done_testing);
our $top = abs_path(dirname(__FILE__) . '/../..');

# Paths of a tree by a pattern, sorted; nothing that was built or fetched.
sub files {
	my ($root, $pattern) = @_;
	my @found;
	find({ no_chdir => 1, wanted => sub {
		my $name = substr $_, length($root) + 1 <= length $_ ? length($root) + 1 : length $_;
		if (-d && $name =~ m{^(?:build|var|m4|autom4te\.cache|tests/lint/fixtures)$|(?:^|/)(?:node_modules|\.git|\.issues)$}) {
			$File::Find::prune = 1;
			return;
		}
		push @found, $name if -f && !-l && $name =~ $pattern;
	} }, $root);
	return sort @found;
}

sub slurp {
	my ($path) = @_;
	open my $in, '<:raw', $path or die "$path: $!\n";
	local $/;
	return scalar <$in>;
}

# C with its comments blanked, and its strings too unless they are to stay.
# Lines keep their numbers.
sub code {
	my ($text, $strings_stay) = @_;
	$text =~ s{(/\*.*?\*/)|(//[^\n]*)|("(?:\\.|[^"\\\n])*")|('(?:\\.|[^'\\\n])*')}{
		my ($block, $line, $string, $char) = ($1, $2, $3, $4);
		defined $block ? $block =~ s/[^\n]/ /gr : defined $line ? ''
			: $strings_stay ? $string // $char : defined $string ? '""' : "' '"
	}gse;
	return $text;
}

# number, line pairs of a pattern's matches: ([12, 'the text'], …)
sub lines_of {
	my ($text, $pattern) = @_;
	my @out;
	while ($text =~ /$pattern/g) {
		my $before = substr $text, 0, $-[0];
		push @out, [1 + ($before =~ tr/\n//), $1 // $&];
	}
	return @out;
}

# The rule finds all that is wrong in its fixtures, and nothing in the tree.
sub rule {
	my ($name, $check, @expected) = @_;
	binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output);
	is_deeply([$check->("$top/tests/lint/fixtures/$name")], \@expected, "$name: what is wrong is found, and nothing else");
	is(join("\n", $check->($top)), '', "$name: the tree has none of it");
	return;
}

1;

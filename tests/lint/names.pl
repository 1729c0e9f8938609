#!/usr/bin/perl
# names.pl: nothing in the tree names a machine's own paths, a host that
# packages were fetched from, or work that somebody left for later.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

my $path = qr{(?<![\w.\$\}/*-])(/(?:home|Users|work|root|mnt|media)/[\w.-]+)};
my $host = qr{(registry\.(?:npmjs\.org|yarnpkg\.com)|npm\.pkg\.github\.com|pypi\.org|crates\.io|proxy\.golang\.org|"resolved"\s*:)};
my $later = qr{\b(TODO|FIXME|XXX|HACK|lorem ipsum|changeme)\b};

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^(?!configure$|build-aux/(?:ar-lib|compile|depcomp|install-sh|missing|test-driver)$|aclocal\.m4$|.*\.in$|tests/lint/names\.pl$)}))  {
		next if -B "$root/$file" || ($root eq $top && !tracked($file));
		my $text = slurp("$root/$file");
		push @wrong, map { "$file:$_->[0]: a machine's path: $_->[1]" } lines_of($text, $path);
		push @wrong, map { "$file:$_->[0]: where packages come from: $_->[1]" } lines_of($text, $host);
		push @wrong, map { "$file:$_->[0]: left for later: $_->[1]" } lines_of($text, $later);
	}
	return @wrong;
}

# Without git (a distributed archive) every file counts.
my %tracked = map { $_ => 1 } split /\n/, `git -C '$top' ls-files --cached --others --exclude-standard 2>/dev/null`;
sub tracked {
	my ($file) = @_;
	return !%tracked || $tracked{$file};
}

rule('names', \&check,
	"bad.txt:1: a machine's path: /home/somebody",
	'bad.txt:3: where packages come from: registry.npmjs.org',
	'bad.txt:4: where packages come from: "resolved":',
	'bad.txt:2: left for later: TODO',
);
done_testing();

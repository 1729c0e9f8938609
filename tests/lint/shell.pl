#!/usr/bin/perl
# shell.pl: every shell script is one its shell can read.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

sub shell_of {
	my ($path) = @_;
	open my $in, '<', $path or die "$path: $!\n";
	my $first = <$in> // '';
	return $1 if $first =~ m{^#!\s*/bin/(sh|bash)\b};
	return $path =~ /\.sh$/ ? 'bash' : '';
}

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^(?:web|tests|build-aux|sql|\.ci|lib)/[^.]*(?:\.sh)?$|^autogen\.sh$})) {
		my $shell = shell_of("$root/$file") or next;
		my $said = `$shell -n '$root/$file' 2>&1`;
		push @wrong, "$file: not $shell: " . ($said =~ /line (\d+)/i ? "line $1" : $said =~ /: (\d+):/ ? "line $1" : $said) if $?;
	}
	return @wrong;
}

rule('shell', \&check,
	'web/bashism: not sh: line 3',
	'web/broken.sh: not bash: line 4',
);
done_testing();

#!/usr/bin/perl
# man.pl: every command and its options, and every option of the configuration,
# stand in a man page, and the pages are clean mdoc.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename 'dirname';
use Test::More;

my $top = abs_path(dirname(__FILE__) . '/../..');
my $bin = $ENV{MAKOLET_BIN} || "$top/build/test";

sub read_file {
	my ($path) = @_;
	open my $in, '<', $path or return '';
	local $/;
	return scalar <$in>;
}

# mdoc writes --name as "Fl -name".
sub missing {
	my ($page, @options) = @_;
	return join ' ', grep { $page !~ /Fl -\Q$_\E\b/ } @options;
}

my ($list) = qx('$bin/makolet' --help) =~ /\n\n(.*?)\n\n/s;
my @commands = $list =~ /^  (\w+) /mg;
cmp_ok(scalar @commands, '>', 5, 'makolet lists its commands');

my $all = read_file("$top/man/makolet.1");
for my $command (@commands) {
	my $page = read_file("$top/man/makolet-$command.1");
	my @options = grep { $_ ne 'help' } qx('$bin/makolet' $command --help) =~ /^  --([\w-]+)/mg;
	is(missing($page, @options), '', "makolet-$command.1 has every option");
	like($all, qr/Xr makolet-$command 1/, "makolet.1 names $command");
}

my $conf = read_file("$top/man/makolet.conf.5");
my @names = qx('$bin/makolet' help configuration) =~ /^(\w+) = /mg;
is(join(' ', grep { $conf !~ /^\.It Cm \Q$_\E\b/m } @names), '', 'makolet.conf.5 has every option');

my @pages = glob "$top/man/*.[158]";
is(qx(mandoc -Tlint -W warning @pages 2>&1), '', 'the pages are clean mdoc');
for my $page (@pages) {
	my %missing = map { $_ => 1 } grep { !-f "$top/man/" . ($_ =~ s/ /./r) } read_file($page) =~ /^\.Xr (\S+ \d)/mg;
	is(join(', ', sort keys %missing), '', basename_of($page) . ' refers to pages that are there');
}

sub basename_of { return $_[0] =~ s{.*/}{}r }

done_testing();

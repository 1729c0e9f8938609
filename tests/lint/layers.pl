#!/usr/bin/perl
# layers.pl: includes go one way: base <- db <- shop <- web; lib knows no HTTP
# and has no main(); only lib/view knows ClearSilver.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

# What each layer may include beside the system's and other libraries' headers.
my %may = (
	'lib/base' => [qw(base)],
	'lib/price' => [qw(price)],
	'lib/db' => [qw(base db)],
	'lib/shop' => [qw(base db price shop)],
	'lib/view' => [qw(base view)],
	'lib/print' => [qw(base price shop view print)],
	'lib/net' => [qw(base net)],
	'web/app' => [qw(app base db net price print shop view)],
	'web/ctl' => [qw(app ctl base db net price print shop view)],
	'web/bridge' => [qw(bridge base print)],
	'web/render' => [qw(render base print view)],
);
my %freestanding = map { $_ => 1 } qw(stddef.h stdbool.h stdint.h);

sub includes {
	my ($file, $layer, $text) = @_;
	my @wrong;
	for (lines_of($text, qr{^[ \t]*#[ \t]*include[ \t]*([<"][^>"]+[>"])}m)) {
		my ($line, $what) = @$_;
		my ($kind, $path) = $what =~ /^([<"])(.*).$/;
		my ($part) = $path =~ m{^([^/]+)/};
		push @wrong, "$file:$line: $layer includes $path" if $kind eq '"' && (!$part || !grep { $part eq $_ } @{ $may{$layer} });
		push @wrong, "$file:$line: only lib/view knows $path" if $path =~ /ClearSilver|^neo_|^cs\.h/i && $layer ne 'lib/view';
		push @wrong, "$file:$line: lib knows no HTTP: $path" if $path =~ /^fcgi/ && $layer =~ /^lib/;
		push @wrong, "$file:$line: lib/price includes $path" if $kind eq '<' && $layer eq 'lib/price' && !$freestanding{$path};
	}
	return @wrong;
}

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^(?:lib|web)/.*\.(?:c|h|def)$})) {
		my ($layer) = $file =~ m{^((?:lib|web)/[^/]+)/};
		my $text = code(slurp("$root/$file"), 1);
		push @wrong, $layer && $may{$layer} ? includes($file, $layer, $text) : "$file:1: belongs to no layer";
		push @wrong, map { "$file:$_->[0]: main() in lib" } lines_of(code($text), qr/^(?:int\s+)?main\s*\(/m) if $file =~ /^lib/;
	}
	return @wrong;
}

rule('layers', \&check,
	'lib/base/low.c:2: lib/base includes shop/order.h',
	'lib/odd.c:1: belongs to no layer',
	'lib/price/rich.c:1: lib/price includes base/num.h',
	'lib/price/rich.c:2: lib/price includes stdlib.h',
	'lib/shop/high.c:1: lib/shop includes app/page.h',
	'lib/shop/high.c:2: only lib/view knows ClearSilver.h',
	'lib/shop/high.c:3: lib knows no HTTP: fcgiapp.h',
	'lib/shop/high.c:4: main() in lib',
);
done_testing();

#!/usr/bin/perl
# routes.pl: every row of routes.def says who may and how a POST proves itself,
# has its template and its handler where its path says, and is walked by
# tests/http/walk.mjs, which knows values for all of its parameters.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

my %who = map { $_ => 1 } qw(PUBLIC STAFF TILL);
my %proof = (GET => { NO_PROOF => 1 }, POST => { map { $_ => 1 } qw(CSRF ORIGIN SIGNED) });

# Rows as [line, method, path, handler, may, proof, cache, template, form, kinds].
sub rows {
	my ($text) = @_;
	my @rows;
	while ($text =~ /^ROUTE\(\s*(.*?)\)\s*(?=^ROUTE|\z|^\s*$)/gms) {
		my ($row, $line) = ($1, 1 + (substr($text, 0, $-[0]) =~ tr/\n//));
		my ($method, $path, $handler, $may, $proof, $cache, $template, $rest) =
			$row =~ /^(\w+),\s*"([^"]*)",\s*(\w*),\s*(\w*),\s*(\w*),\s*(\w*),\s*"([^"]*)",\s*(.*)/s;
		push @rows, { line => $line, method => $method // '', path => $path // '', handler => $handler // '', may => $may // '',
			proof => $proof // '', template => $template // '-', forms => [($rest // '') =~ /FORM\(\w+,\s*"([^"]*)"\)/],
			params => [($rest // '') =~ /\bP\((\w+),\s*\w+/g], kinds => { ($rest // '') =~ /\bP\((\w+),\s*(\w+)/g } };
	}
	return @rows;
}

# "/office/orders/:id" -> office_orders.c or, where that is too large, office*.c
sub handler_found {
	my ($root, $row, $sources) = @_;
	my ($file) = grep { $sources->{$_} =~ /^struct error \*\Q$row->{handler}\E\(/m } sort keys %$sources;
	return 'is nowhere' if !$file;
	my ($door) = $row->{path} =~ m{^/(office|till|api)\b};
	$door = 'store' if !defined $door && $row->{path} =~ m{^/:lang/};
	return defined $door && $file !~ m{/\Q$door\E(?:_\w+)?\.c$} ? "is in $file" : '';
}

sub check_row {
	my ($root, $row, $rights, $sources, $walk) = @_;
	my @wrong;
	push @wrong, "may '$row->{may}' is no permission" if !$who{ $row->{may} } && !$rights->{ $row->{may} };
	push @wrong, "proof '$row->{proof}' is none for $row->{method}" if !$proof{ $row->{method} }{ $row->{proof} };
	push @wrong, "no template $_" for grep { $_ ne '-' && !-f "$root/templates/$_.cs" } $row->{template}, @{ $row->{forms} };
	my $where = handler_found($root, $row, $sources);
	push @wrong, "the handler $row->{handler} $where" if $where;
	for my $name (@{ $row->{params} }) {
		my $kind = lc $row->{kinds}{$name};
		push @wrong, "tests/http/walk.mjs knows no $kind, nor $name"
			if $kind ne 'json' && $walk !~ /[\s,{](?:\Q$kind\E|\Q$name\E): \(/;
	}
	return @wrong;
}

sub check {
	my ($root) = @_;
	my %rights = map { $_ => 1 } slurp("$root/lib/shop/permission.def") =~ /^PERMISSION\((\w+)/mg;
	my %sources = map { $_ => slurp("$root/$_") } files($root, qr{^web/app/.*\.c$});
	my $walk = slurp("$root/tests/http/walk.mjs");
	my ($at, @wrong) = ('web/app/routes.def');
	my $text = code(slurp("$root/$at"), 1);
	my @rows = rows($text);
	my $said = () = $text =~ /^ROUTE\(/mg;
	push @wrong, "$at:1: " . ($said - @rows) . ' rows cannot be read' if $said != @rows;
	for my $row (@rows) {
		push @wrong, map { "$at:$row->{line}: $row->{method} $row->{path}: $_" } check_row($root, $row, \%rights, \%sources, $walk);
	}
	push @wrong, 'tests/http/walk.mjs:1: does not read the rows' if $walk !~ /makolet\('routes', '--json'\)/;
	return @wrong;
}

rule('routes', \&check,
	"web/app/routes.def:2: POST /:lang/b: may '' is no permission",
	"web/app/routes.def:2: POST /:lang/b: proof 'NO_PROOF' is none for POST",
	'web/app/routes.def:2: POST /:lang/b: no template store/missing',
	'web/app/routes.def:2: POST /:lang/b: tests/http/walk.mjs knows no colour, nor tint',
	"web/app/routes.def:4: GET /office: may 'ORDER_EAT' is no permission",
	'web/app/routes.def:4: GET /office: the handler office_home is in web/app/store.c',
	'web/app/routes.def:5: GET /till: the handler till_gone is nowhere',
);
done_testing();

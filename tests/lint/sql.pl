#!/usr/bin/perl
# sql.pl: SQL stands in lib/db and lib/shop alone, as literals: none is printed.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use _lint;

my $statement = qr/"\s*(?:SELECT\s|INSERT\s+(?:IGNORE\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s|ALTER\s+TABLE\s|DROP\s+TABLE\s)/;
# printf and the like, ours too, up to the end of the call's first literals.
my $printed = qr/\b(\w*(?:printf|str_addf?|data_sentence))\s*\((?:(?![;{}][ \t]*\n).){0,600}?(?<![\w.])(?:SELECT|INSERT|UPDATE|DELETE|REPLACE)\s+(?:\w|\*|`|%)/s;
# peek.c puts a LIMIT around the whole text of a file of sql/check, dump.c names
# tables and columns: no value is printed.
my %wraps = ('lib/db/peek.c' => 1, 'lib/db/dump.c' => 1);

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^(?:lib|web)/.*\.[ch]$})) {
		my $text = code(slurp("$root/$file"), 1);
		push @wrong, map { "$file:$_->[0]: SQL outside lib/db and lib/shop" } lines_of($text, $statement) if $file !~ m{^lib/(?:db|shop)/};
		push @wrong, map { "$file:$_->[0]: SQL built by $_->[1]()" } lines_of($text, $printed) if !$wraps{$file};
	}
	return @wrong;
}

rule('sql', \&check,
	'lib/shop/printed.c:2: SQL built by snprintf()',
	'lib/shop/printed.c:3: SQL built by arena_printf()',
	'lib/shop/printed.c:4: SQL built by str_add()',
	'lib/view/cold.c:2: SQL outside lib/db and lib/shop',
	'web/app/page.c:1: SQL outside lib/db and lib/shop',
	'web/app/page.c:2: SQL outside lib/db and lib/shop',
);
done_testing();

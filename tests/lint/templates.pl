#!/usr/bin/perl
# templates.pl: values of a page are escaped and its texts translated; no
# script, style or handler stands in a page; style sheets know no left or right.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use _lint;

# Our own addresses: what the template itself begins with "/", "?" or "#" and
# goes on with ids, slugs and languages (which the application encodes).
# Names that handlers write, no data: of a door, a style sheet, a module.
my $constant = qr/door|page\.script|page\.style/;

sub addresses {
	my ($text) = @_;
	my @wrong;
	while ($text =~ /\b(href|src|action|formaction|poster|srcset)="((?:<\?cs.*?\?>|[^"<])*)"/gs) {
		my ($name, $value, $line) = ($1, $2, 1 + (substr($text, 0, $-[0]) =~ tr/\n//));
		my $own = $value =~ m{^(?:/(?!/)|\?|#|mailto:|tel:|<\?cs var:url_validate\(static\) \?>/)};
		while ($value =~ /<\?cs\s+(\w+):\s*(.*?)\s*\?>/gs) {
			my ($verb, $what) = ($1, $2);
			next if $verb !~ /^(?:var|name)$/ || $what =~ /^url_(?:validate|escape)\(/;
			push @wrong, [$line, "$name holds $what without url_validate()"] if !$own || $what !~ /^(?:lang|$constant|[\w.]*\b(?:id|slug|variant|token|tint))$/;
		}
	}
	return @wrong;
}

# What a reader sees that is no translation: letters outside tags and commands,
# and in the attributes that are read out.
sub texts {
	my ($text) = @_;
	my @wrong;
	while ($text =~ /\b(title|alt|placeholder|aria-label|aria-description|label)="((?:<\?cs.*?\?>|[^"<])*)"/gs) {
		my ($name, $value, $line) = ($1, $2, 1 + (substr($text, 0, $-[0]) =~ tr/\n//));
		push @wrong, [$line, "$name: bare text: $value"] if $value =~ s/<\?cs.*?\?>//gsr =~ /\p{L}/;
	}
	my $blank = sub { $_[0] =~ s/[^\n]/ /gr };
	$text =~ s{(<\?cs.*?\?>)}{$blank->($1)}gse;
	$text =~ s{(<style\b.*?</style>)}{$blank->($1)}gise;
	$text =~ s{(<!--.*?-->|<!doctype[^>]*>|<(?:kbd|code)\b[^>]*>[^<]*</(?:kbd|code)>)}{$blank->($1)}gise;
	$text =~ s{(<[^>]*>)}{$blank->($1)}gse;
	$text =~ s{(&\w+;)}{$blank->($1)}gse;
	push @wrong, map { [$_->[0], "bare text: $_->[1]"] } lines_of($text, qr/(\p{L}[^\n]*?)\s*$/m);
	return @wrong;
}

sub template {
	my ($text, $mail) = @_;
	utf8::decode($text);
	# Comments of templates are no page.
	$text =~ s{(<\?cs\s*#.*?\?>)}{$1 =~ s/[^\n]/ /gr}gse;
	my @wrong = map { [$_->[0], "$_->[1] shows values as they are"] } lines_of($text, qr/<\?cs\s+(alt:|uvar:|evar:|lvar:|linclude:)/);
	push @wrong, map { [$_->[0], 'an inline script'] } lines_of($text, qr/<script\b(?![^>]*\bsrc=)/i);
	push @wrong, map { [$_->[0], "the attribute $_->[1]"] } lines_of($text =~ s/<\?cs.*?\?>/ $& =~ s{[^\n]}{x}gr /gser, qr/<[^>]*\s(on\w+)\s*=/i);
	if (!$mail) {
		push @wrong, map { [$_->[0], 'an inline style'] } lines_of($text, qr/(<style\b|<[^>]*\sstyle=)/i);
	}
	# t() fills a sentence from the page's data and does not know what a loop calls its row.
	for my $row (do { my %seen; grep { !$seen{$_}++ } $text =~ /<\?cs\s+(?:each|with|loop):\s*(\w+)\s*=/g }) {
		push @wrong, map { [$_->[0], "t() cannot fill {$_->[1]}"] } lines_of($text, qr/\bt\("[^"]*\{($row\.[\w.]+)\}/);
	}
	push @wrong, map { [$_->[0], 'a javascript: address'] } lines_of($text, qr/(javascript:)/i);
	return sort { $a->[0] <=> $b->[0] || $a->[1] cmp $b->[1] } @wrong, addresses($text), texts($text);
}

my $physical = qr/(?<![\w-])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right))\s*(?=[:;])/;

sub check {
	my ($root) = @_;
	my @wrong;
	for my $file (files($root, qr{^templates/.*\.cs$})) {
		push @wrong, $file =~ /_text\.cs$/ ? plain($root, $file)
			: map { "$file:$_->[0]: $_->[1]" } template(slurp("$root/$file"), $file =~ m{^templates/mail/});
	}
	for my $file (files($root, qr{^static/.*\.css$})) {
		my $text = slurp("$root/$file") =~ s{/\*.*?\*/}{$& =~ s/[^\n]/ /gr}gser;
		push @wrong, map { "$file:$_->[0]: $_->[1] is no logical property" } lines_of($text, $physical);
		push @wrong, map { "$file:$_->[0]: $_->[1]" } lines_of($text, qr/(!important)/);
	}
	return @wrong;
}

# Plain text has no tags; its values are still those of the page.
sub plain {
	my ($root, $file) = @_;
	my $text = slurp("$root/$file");
	utf8::decode($text);
	$text =~ s{<\?cs.*?\?>}{$& =~ s/[^\n]/ /gr}gse;
	return map { "$file:$_->[0]: bare text: $_->[1]" } lines_of($text, qr/(\p{L}[^\n]*?)\s*$/m);
}

rule('templates', \&check,
	'templates/mail/bad_text.cs:2: bare text: Dear',
	'templates/store/bad.cs:2: uvar: shows values as they are',
	'templates/store/bad.cs:3: alt: shows values as they are',
	'templates/store/bad.cs:4: href holds good.address without url_validate()',
	'templates/store/bad.cs:5: action holds page without url_validate()',
	'templates/store/bad.cs:6: bare text: Bare words',
	'templates/store/bad.cs:7: alt: bare text: A picture of <?cs var:good.name ?>',
	'templates/store/bad.cs:8: an inline script',
	'templates/store/bad.cs:9: an inline style',
	'templates/store/bad.cs:10: the attribute onclick',
	'templates/store/bad.cs:11: a javascript: address',
	'templates/store/bad.cs:12: t() cannot fill {x.name}',
	'static/css/bad.css:2: margin-left is no logical property',
	'static/css/bad.css:3: right is no logical property',
	'static/css/bad.css:4: text-align: left is no logical property',
	'static/css/bad.css:5: !important',
);
done_testing();

#!/usr/bin/perl
# texts.pl: every sentence of the sources is translated in every language, and
# the tools that say so find what they should.
use strict;
use warnings;
use utf8;
use Cwd 'abs_path';
use File::Basename 'dirname';
use File::Path 'make_path';
use File::Temp 'tempdir';
use Test::More;

my $top = abs_path(dirname(__FILE__) . '/../..');
my $root = tempdir(CLEANUP => 1);
binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output);

sub put {
	my ($name, $content) = @_;
	make_path(dirname("$root/$name"));
	open my $out, '>:encoding(UTF-8)', "$root/$name" or die "$name: $!\n";
	print $out $content;
	close $out or die "$name: $!\n";
}

sub tool {
	my ($name, @args) = @_;
	open my $in, '-|:encoding(UTF-8)', $^X, "$top/build-aux/$name", @args or die "$name: $!\n";
	my $out = do { local $/; <$in> } // '';
	close $in;
	return ($? >> 8, $out);
}

sub pot {
	my ($status) = tool('po-extract', $root);
	return "status $status" if $status;
	open my $in, '<:encoding(UTF-8)', "$root/po/makolet.pot" or die;
	local $/;
	return <$in> =~ s/\A.*?\n\n//sr;
}

make_path("$root/po");
put('lib/a.c', <<'C');
/* N_("In a comment.") */ // N_("In another.")
e = error_text(e, N_("Only {left} of \"{name}\" "
	"are left."), "left", "N_(\"in a string\")");
data_plural(d, call(a, "b", 'c'), N_("{n} jar"), "{n} jars", count);
text_plural(lang, one, many, n);
C
put('templates/b.cs', <<'CS');
<?cs var:t("Say \"Hello") ?><?cs var:t('Don"t') ?> t("Not code.") <?cs var:count("x") ?><?cs if:t("Your cart") == t('Your cart') ?>
CS
put('static/js/c.js', <<'JS');
t('It\'s here.'); tn('{n} line', "{n} lines", n); tn('{n} jar', '{n} jars', n); format('no'); x.t('no'); // t('no')
const url = 'http://example.com'; t("Behind a url.", {});
JS
is(pot(), <<'POT', 'sentences of C, templates and JavaScript are found, others not');
#: static/js/c.js
msgid "Behind a url."
msgstr ""

#: templates/b.cs
msgid "Don\"t"
msgstr ""

#: static/js/c.js
msgid "It's here."
msgstr ""

#: lib/a.c
msgid "Only {left} of \"{name}\" are left."
msgstr ""

#: templates/b.cs
msgid "Your cart"
msgstr ""

#: lib/a.c
#: static/js/c.js
msgid "{n} jar"
msgid_plural "{n} jars"
msgstr[0] ""
msgstr[1] ""

#: static/js/c.js
msgid "{n} line"
msgid_plural "{n} lines"
msgstr[0] ""
msgstr[1] ""
POT

put('lib/a.c', 'N_("Only {left} left.") N_("Done.") N_("New.") N_("Old.") data_plural(d, "x", "{n} jar", "{n} jars", n)');
put('templates/b.cs', '');
put('static/js/c.js', "t('Done.') tn('{n} jar', '{n} jars', n)");
put('po/LINGUAS', "fi\n");
my $good = <<'PO';
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Only {left} left."
msgstr "Jäljellä {left}."

msgid "Done."
msgstr ""
"Val"
"mis <>."

msgid "New."
msgstr "Uusi."

msgid "Old."
msgstr "Vanha."

msgid "{n} jar"
msgid_plural "{n} jars"
msgstr[0] "purkki"
msgstr[1] "{n} purkkia"

#~ msgid "Gone."
#~ msgstr "Poissa."
PO
put('po/fi.po', $good);
is_deeply([tool('po-check', $root)], [0, ''], 'a whole translation passes');
put('po/fi.po', $good =~ s/"Jäljellä \{left\}\."/"Jäljellä {lef}."/r =~ s/"Uusi."/""/r =~ s/(?=msgid "Old)/#, fuzzy\n/r
	=~ s/"\{n\} purkkia"/"purkkia"/r =~ s/msgid "Done\."/msgid "Done!"/r);
is_deeply([tool('po-check', $root)], [1, <<'OUT'], 'missing, fuzzy, untranslated and lost places are named');
fi: missing: Done.
fi: untranslated: New.
fi: fuzzy: Old.
fi: unknown place {lef}: Only {left} left.
fi: lost place {left}: Only {left} left.
fi: lost place {n}: {n} jar
OUT

put('po/fi.po', $good);
is_deeply([tool('po-js', $root, 'fi')], [0, <<'JS'], 'the module of JavaScript holds what JavaScript uses, safe in a script');
// texts.fi.js: written by build-aux/po-js from po/; edit that.
export const lang = "fi";
export const forms = Object.freeze(["one", "other"]);
export const texts = Object.freeze({
	"Done.": "Valmis \u003c>.",
	"{n} jar": ["purkki", "{n} purkkia"],
});
JS

my ($status, $out) = tool('po-check', $top);
is($out, '', 'every sentence of the shop is translated');
done_testing();

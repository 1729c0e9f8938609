# PoText.pm: what po-extract, po-js and po-check share: the sentences of the
# sources, and reading .po files.
package PoText;
use strict;
use warnings;
use utf8;
use Exporter 'import';
use File::Find;

our @EXPORT_OK = qw(extract read_po js_string po_string read_file);

sub read_file {
	my ($path) = @_;
	open my $in, '<:encoding(UTF-8)', $path or die "$path: $!\n";
	local $/;
	return scalar <$in>;
}

# Files under the folders given whose names match, in order, without the root.
sub files {
	my ($root, $match, @dirs) = @_;
	my @found;
	for my $dir (grep { -d "$root/$_" } @dirs) {
		find({ no_chdir => 1, wanted => sub {
			push @found, substr $_, length($root) + 1 if -f && /$match/;
		} }, "$root/$dir");
	}
	return sort @found;
}

my $C_STRING = qr/"(?:[^"\\\n]|\\.)*"/;
my $JS_STRING = qr/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/;

# Comments become blanks; strings stay. Newlines stay for the messages' lines.
sub without_comments {
	my ($source) = @_;
	$source =~ s{($JS_STRING)|(//[^\n]*|/\*.*?\*/)}{defined $1 ? $1 : ($2 =~ tr/\n//cdr) . ' '}gse;
	return $source;
}

my %ESCAPES = (n => "\n", t => "\t", r => "\r");

sub unescape {
	my ($text) = @_;
	$text =~ s/\\u([0-9a-fA-F]{4})/chr hex $1/ge;
	$text =~ s/\\(.)/exists $ESCAPES{$1} ? $ESCAPES{$1} : $1/gse;
	return $text;
}

# Adjacent C literals are one: "a" "b". undef for anything but literals.
sub c_literal {
	my ($argument) = @_;
	$argument =~ s/^\s*N_\((.*)\)\s*$/$1/s;
	return undef if $argument !~ /^\s*(?:$C_STRING\s*)+$/s;
	return join '', map { unescape(substr $_, 1, -1) } $argument =~ /$C_STRING/g;
}

# The arguments of a call; $rest begins behind its bracket.
sub arguments {
	my ($rest) = @_;
	my ($depth, $current, @arguments) = (0, '');
	while ($rest =~ /\G($JS_STRING|.)/gs) {
		my $token = $1;
		return (@arguments, $current) if $token eq ')' && $depth == 0;
		if ($token eq ',' && $depth == 0) {
			push @arguments, $current;
			$current = '';
			next;
		}
		$depth++ if $token =~ /^[(\[{]$/;
		$depth-- if $token =~ /^[)\]}]$/;
		$current .= $token;
	}
	return (@arguments, $current);
}

# Which arguments of a plural call are its two sentences.
my %PLURAL_CALLS = (text_plural => 1, data_plural => 2);

sub extract_c {
	my ($source, $add) = @_;
	$source = without_comments($source);
	while ($source =~ /\bN_\(\s*((?:$C_STRING\s*)+)\)/gs) {
		$add->(c_literal($1));
	}
	while ($source =~ /\b(text_plural|data_plural)\(/g) {
		my @a = arguments(substr $source, pos $source);
		my ($one, $many) = map { defined $_ ? c_literal($_) : undef } @a[$PLURAL_CALLS{$1}, $PLURAL_CALLS{$1} + 1];
		$add->($one, $many) if defined $one && defined $many;
	}
}

# ClearSilver knows no backslash in strings.
sub extract_template {
	my ($source, $add) = @_;
	while ($source =~ /<\?cs(.*?)\?>/gs) {
		my $code = $1;
		while ($code =~ /(?<![\w.])t\(\s*(?:"([^"]*)"|'([^']*)')\s*\)/g) {
			$add->(defined $1 ? $1 : $2);
		}
	}
}

sub extract_js {
	my ($source, $add) = @_;
	$source = without_comments($source);
	while ($source =~ /(?<![\w.])t\(\s*($JS_STRING)\s*[,)]/g) {
		$add->(unescape(substr $1, 1, -1));
	}
	while ($source =~ /(?<![\w.])tn\(\s*($JS_STRING)\s*,\s*($JS_STRING)\s*,/g) {
		$add->(map { unescape(substr $_, 1, -1) } $1, $2);
	}
}

# Every sentence of the sources: key => { many => the plural or undef,
# files => [...] }. $js_only: of JavaScript's alone.
sub extract {
	my ($root, $js_only) = @_;
	my %found;
	my $scan = sub {
		my ($match, $reader, @dirs) = @_;
		for my $file (files($root, $match, @dirs)) {
			$reader->(read_file("$root/$file"), sub {
				my ($one, $many) = @_;
				return if $one eq '';
				my $entry = $found{$one} ||= { files => [] };
				die "$file: \"$one\" has two plurals\n"
					if defined $many && defined $entry->{many} && $many ne $entry->{many};
				$entry->{many} = $many if defined $many;
				push @{ $entry->{files} }, $file if !grep { $_ eq $file } @{ $entry->{files} };
			});
		}
	};
	$scan->(qr/\.(?:[ch]|def)$/, \&extract_c, 'lib', 'web') if !$js_only;
	$scan->(qr/\.cs$/, \&extract_template, 'templates') if !$js_only;
	$scan->(qr/\.js$/, \&extract_js, 'static/js');
	return \%found;
}

# key => { text => [forms], many, fuzzy }; the header under ''. Obsolete
# entries (#~) are comments to us.
sub read_po {
	my ($path) = @_;
	my (%entries, $entry, $target, $fuzzy);
	my $number = 0;
	for my $line (split /\n/, read_file($path)) {
		$number++;
		if ($line =~ /^#,.*\bfuzzy\b/) {
			$fuzzy = 1;
		} elsif ($line =~ /^(msgid|msgid_plural|msgstr)(?:\[(\d)\])?\s+"(.*)"\s*$/) {
			if ($1 eq 'msgid') {
				$entry = { id => '', text => [], fuzzy => $fuzzy };
				$fuzzy = 0;
			}
			$target = $1 eq 'msgid' ? \$entry->{id} : $1 eq 'msgid_plural' ? \$entry->{many} : \$entry->{text}[$2 || 0];
			$$target = unescape($3);
			$entries{$entry->{id}} = $entry if $1 eq 'msgstr';
		} elsif ($line =~ /^"(.*)"\s*$/) {
			$$target .= unescape($1);
		} elsif ($line !~ /^\s*(#.*)?$/) {
			die "$path:$number: not a line of a .po file\n";
		}
	}
	return \%entries;
}

sub po_string {
	my ($text) = @_;
	$text =~ s/([\\"])/\\$1/g;
	$text =~ s/\n/\\n/g;
	$text =~ s/\t/\\t/g;
	return "\"$text\"";
}

# Also safe inside a script element and in old JavaScript.
sub js_string {
	my ($text) = @_;
	$text =~ s/([\\"])/\\$1/g;
	$text =~ s/([\x00-\x1f<\x{2028}\x{2029}])/sprintf '\\u%04x', ord $1/ge;
	return "\"$text\"";
}

1;

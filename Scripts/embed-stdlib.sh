#!/bin/sh
# Writes the standard library into Swift source, so that the installed program needs no files.
# Usage: Scripts/embed-stdlib.sh, from the top of the checkout. A test fails when it was forgotten.
set -eu
out=Sources/DLMLanguage/Library/EmbeddedLibraryTexts.swift
{
    echo '// swift-format-ignore-file'
    echo '// Made by Scripts/embed-stdlib.sh from stdlib/*.dlm. Edit those and run `make stdlib`.'
    echo
    echo 'extension EmbeddedLibrary {'
    echo '    /// Texts of the library by the name they are imported by, in alphabetical order.'
    echo '    static let texts: [(name: String, text: String)] = ['
    for file in stdlib/*.dlm; do
        name=$(basename "$file" .dlm)
        printf '        (\n            "%s",\n            ##"""\n' "$name"
        sed -e 's/^\(..*\)$/            \1/' "$file"
        printf '\n            """##\n        ),\n'
    done
    echo '    ]'
    echo '}'
} > "$out.new"
mv "$out.new" "$out"

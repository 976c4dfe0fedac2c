//! The file `.env`: variables for those who start the process by hand.
//!
//! It is read here and not by a crate because of what the usual one does: its errors quote the line,
//! which may be a secret, and do not say where it stands, and it expands `$` inside of values.

use super::source::Problem;

/// The name of the file, in the working folder.
pub(super) const FILE: &str = ".env";

const NOT_A_VARIABLE: &str = "is not NAME=value";
const NOT_CLOSED: &str = "begins a quotation that nothing ends";
const MORE: &str = "goes on after the end of a quotation";

/// A variable, and the line on which it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) line: usize,
}

/// Reads all variables, and tells the lines that are none.
///
/// A value ends with its line or before ` #`. In double quotes it may hold lines, and `\n`, `\"`,
/// `\\` and `\$`; in single quotes it is taken as it is.
pub(super) fn read(text: &str) -> (Vec<Variable>, Vec<Problem>) {
    let (mut variables, mut problems) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate();
    while let Some((index, statement)) = lines.next() {
        let line = index + 1;
        let statement = statement.trim_start();
        if statement.is_empty() || statement.starts_with('#') {
            continue;
        }
        match variable(statement, &mut lines.by_ref().map(|(_, line)| line)) {
            Ok((name, value)) => variables.push(Variable { name, value, line }),
            Err(message) => problems.push(Problem::of(place(line), message)),
        }
    }
    (variables, problems)
}

/// A line of the file, for people.
pub(super) fn place(line: usize) -> String {
    format!("{FILE}:{line}")
}

fn variable<'a>(
    statement: &'a str,
    more: &mut impl Iterator<Item = &'a str>,
) -> Result<(String, String), &'static str> {
    let statement = statement.strip_prefix("export ").unwrap_or(statement);
    let (name, value) = statement.split_once('=').ok_or(NOT_A_VARIABLE)?;
    let name = name.trim();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(is_part) {
        return Err(NOT_A_VARIABLE);
    }
    let value = value.trim_start();
    let value = if let Some(rest) = value.strip_prefix('"') {
        quoted('"', rest, more)?
    } else if let Some(rest) = value.strip_prefix('\'') {
        quoted('\'', rest, more)?
    } else {
        bare(value).to_owned()
    };
    Ok((name.to_owned(), value))
}

/// A value without quotes: up to a comment, which a blank sets apart.
fn bare(value: &str) -> &str {
    let is_comment =
        |(at, _): &(usize, &str)| *at == 0 || value.get(..*at).is_some_and(ends_with_blank);
    let end = value
        .match_indices('#')
        .find(is_comment)
        .map_or(value.len(), |(at, _)| at);
    value.get(..end).unwrap_or(value).trim_end()
}

fn ends_with_blank(text: &str) -> bool {
    text.ends_with([' ', '\t'])
}

fn quoted<'a>(
    quote: char,
    first: &'a str,
    more: &mut impl Iterator<Item = &'a str>,
) -> Result<String, &'static str> {
    let mut value = String::new();
    let mut line = first;
    loop {
        let mut rest = line.chars();
        while let Some(c) = rest.next() {
            if c == quote {
                let is_end = bare(rest.as_str()).trim().is_empty();
                return if is_end { Ok(value) } else { Err(MORE) };
            }
            if c != '\\' || quote == '\'' {
                value.push(c);
                continue;
            }
            match rest.next() {
                Some('n') => value.push('\n'),
                Some(c @ ('"' | '\\' | '$')) => value.push(c),
                other => {
                    value.push('\\');
                    value.extend(other);
                }
            }
        }
        value.push('\n');
        line = more.next().ok_or(NOT_CLOSED)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_a_shell_would_but_not_expanded() {
        for (text, value) in [
            ("A=b", "b"),
            ("A = b c ", "b c"),
            ("A=", ""),
            ("export A=b", "b"),
            ("A=b#c", "b#c"),
            ("A=b # c", "b"),
            ("A=# c", ""),
            ("A=$HOME", "$HOME"),
            ("A=Pilaster <a@b.example>", "Pilaster <a@b.example>"),
            (r#"A=" b # c " # d"#, " b # c "),
            (r#"A="b\n\"c\" \$\\\d""#, "b\n\"c\" $\\\\d"),
            (r#"A='b\n"c"'"#, r#"b\n"c""#),
            ("A='b\nc'", "b\nc"),
            ("A=\"b\r\nc\"\r\n", "b\nc"),
            ("A=a=b", "a=b"),
            ("\u{feff}A=b", "b"),
        ] {
            let (variables, problems) = read(text);
            assert_eq!(problems, [], "{text:?}");
            let [variable] = &variables[..] else {
                panic!("{text:?}: {variables:?}");
            };
            assert_eq!(
                (&*variable.name, &*variable.value),
                ("A", value),
                "{text:?}"
            );
        }
    }

    #[test]
    fn lines_are_counted_and_what_is_no_variable_is_told_without_its_text() {
        let text =
            "# first\n\nA='1\n2'\nhunter2\nB=3\n=4\nC D=5\nE=\"6\" hunter2\nF=\"hunter2\nG=7\n";
        let (variables, problems) = read(text);
        let found: Vec<_> = variables
            .iter()
            .map(|variable| (&*variable.name, &*variable.value, variable.line))
            .collect();
        assert_eq!(found, [("A", "1\n2", 3), ("B", "3", 6)]);
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                format!(".env:5 {NOT_A_VARIABLE}"),
                format!(".env:7 {NOT_A_VARIABLE}"),
                format!(".env:8 {NOT_A_VARIABLE}"),
                format!(".env:9 {MORE}"),
                format!(".env:10 {NOT_CLOSED}"),
            ]
        );
    }
}

//! `FROM:<address> parameters` and its like.

/// Splits what follows MAIL or RCPT into the address and the parameters.
pub(super) fn split<'a>(arguments: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let (head, rest) = arguments.split_at_checked(keyword.len())?;
    if !head.eq_ignore_ascii_case(keyword) {
        return None;
    }
    // A space before the bracket is not in the grammar, and common.
    let rest = rest.trim_start().strip_prefix('<')?;
    let (path, parameters) = rest.split_at_checked(end_of_path(rest)?)?;
    let parameters = parameters.strip_prefix('>')?;
    if !parameters.is_empty() && !parameters.starts_with(' ') {
        return None;
    }
    // Source routes have to be understood and ignored.
    let address = match path.strip_prefix('@') {
        Some(routed) => routed.split_once(':')?.1,
        None => path,
    };
    Some((address, parameters.trim()))
}

/// Finds the closing bracket, which may also stand inside a quoted local part.
fn end_of_path(path: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    path.char_indices().find_map(|(index, char)| {
        match char {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '>' if !quoted => return Some(index),
            _ => {}
        }
        None
    })
}

/// Tells whether this could be an address; it is not asked whether anyone lives there.
pub(super) fn is_address(path: &str) -> bool {
    let Some((local, domain)) = path.rsplit_once('@') else {
        return false;
    };
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let plain = !local.contains([
        '"', '@', '(', ')', ',', ';', ':', '<', '>', '\\', '[', ']', ' ',
    ]);
    path.len() <= 254
        && (1..=64).contains(&local.len())
        && (quoted || plain)
        && !domain.is_empty()
        && !domain.contains(['<', '>', '"', ' '])
        && !path.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_and_parameters_are_split() {
        for (arguments, expected) in [
            ("FROM:<a@b.test>", Some(("a@b.test", ""))),
            (
                "from: <a@b.test> SIZE=10 BODY=8BITMIME",
                Some(("a@b.test", "SIZE=10 BODY=8BITMIME")),
            ),
            ("FROM:<>", Some(("", ""))),
            (
                "FROM:<\"a>\\\"b\"@c.test> SIZE=1",
                Some(("\"a>\\\"b\"@c.test", "SIZE=1")),
            ),
            (
                "FROM:<@hop.test,@hop2.test:a@b.test>",
                Some(("a@b.test", "")),
            ),
            ("FROM:a@b.test", None),
            ("FROM:<a@b.test", None),
            ("FROM:<a@b.test>SIZE=1", None),
            ("TO:<a@b.test>", None),
            ("ÄÄÄ:<a@b.test>", None),
            ("", None),
        ] {
            assert_eq!(split(arguments, "FROM:"), expected, "{arguments}");
        }
    }

    #[test]
    fn addresses_are_told_from_nonsense() {
        for address in [
            "a@b.test",
            "a.b+c@d",
            "\"a b\"@c.test",
            "jörg@exämple.test",
            "a@[127.0.0.1]",
        ] {
            assert!(is_address(address), "{address}");
        }
        let long = format!("{}@b.test", "a".repeat(65));
        for address in [
            "",
            "a",
            "@b.test",
            "a@",
            "a b@c.test",
            "a@b@c",
            "a@b\tc",
            "a@<b>",
            &long,
        ] {
            assert!(!is_address(address), "{address}");
        }
    }
}

//! Routes of the API: made of operations, which say in their type who may call them, and added in the
//! few places that are known.

/// Where the code of the API is.
const FOLDER: &str = "crates/api/src/";
/// Where the tests of a file begin, after everything else.
const TESTS: &str = "#[cfg(test)]\nmod tests {";
/// What adds routes to a router.
const METHODS: [&str; 8] = [
    "route",
    "routes",
    "route_service",
    "merge",
    "nest",
    "nest_service",
    "fallback",
    "fallback_service",
];

/// A line that may add routes.
struct Place {
    file: &'static str,
    line: &'static str,
    /// What it does.
    reason: &'static str,
}

const PLACES: [Place; 5] = [
    Place {
        file: "crates/api/src/access.rs",
        line: "router.routes((schemas, paths, methods))",
        reason: "adds an operation that says who may call it",
    },
    Place {
        file: "crates/api/src/lib.rs",
        line: ".merge(openapi::routes(&document))",
        reason: "adds the API's description, which anybody may read",
    },
    Place {
        file: "crates/api/src/lib.rs",
        line: ".route(\"/api/{*rest}\", any(error::not_found))",
        reason: "refuses what does not exist, in the API's own words",
    },
    Place {
        file: "crates/api/src/lib.rs",
        line: ".fallback(error::not_found)",
        reason: "refuses what does not exist anywhere else",
    },
    Place {
        file: "crates/api/src/openapi.rs",
        line: "Router::new().route(path::OPENAPI, get(document))",
        reason: "serves the API's description",
    },
];

/// Finds routes that are added elsewhere, and places that are no more.
pub(super) fn check<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let adding: Vec<(&str, &str)> = texts
        .filter(|(path, _)| path.starts_with(FOLDER))
        .flat_map(|(path, text)| adding_lines(text).map(move |line| (path, line)))
        .collect();
    let unknown = adding.iter().filter(|(path, line)| !is_known(path, line));
    let unknown = unknown.map(|(path, line)| {
        format!("{path}: `{line}` adds routes past `operations!`, which asks who may call them")
    });
    let gone = PLACES
        .iter()
        .filter(|place| !adding.contains(&(place.file, place.line)));
    let gone = gone.map(|Place { file, line, reason }| {
        format!("{file}: `{line}`, which {reason}, is known to tidy and is not there")
    });
    unknown.chain(gone).collect()
}

fn is_known(path: &str, line: &str) -> bool {
    PLACES
        .iter()
        .any(|place| place.file == path && place.line == line)
}

/// The lines of a file, but for comments and tests, that add routes.
fn adding_lines(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split(TESTS).next().unwrap_or_default();
    code.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//") && adds_routes(line))
}

fn adds_routes(line: &str) -> bool {
    METHODS.iter().any(|method| {
        line.contains(&format!(".{method}(")) || line.contains(&format!("::{method}("))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places that are known, and one more file.
    fn problems(path: &str, text: &str) -> Vec<String> {
        let places = PLACES.iter().map(|place| (place.file, place.line));
        check(places.chain([(path, text)]))
    }

    #[test]
    fn a_route_past_the_operations_is_found() {
        for line in [
            "Router::new().route(\"/x\", get(list))",
            ".nest(\"/x\", others())",
            ".merge(others())",
            ".routes(routes!(list))",
            ".fallback_service(files)",
            "Router::route(router, \"/x\", get(list))",
        ] {
            let found = problems("crates/api/src/users.rs", line);
            assert_eq!(
                found,
                [format!(
                    "crates/api/src/users.rs: `{line}` adds routes past `operations!`, which asks \
                     who may call them"
                )]
            );
        }
    }

    #[test]
    fn a_known_line_is_known_in_its_file_alone() {
        let line = PLACES[1].line;
        assert_eq!(problems("crates/api/src/lib.rs", line).len(), 0);
        assert_eq!(problems("crates/api/src/users.rs", line).len(), 1);
    }

    #[test]
    fn comments_tests_and_other_crates_add_what_they_like() {
        let route = "Router::new().route(\"/x\", get(list))";
        for (path, text) in [
            ("crates/api/src/users.rs", format!("/// {route}")),
            ("crates/api/src/users.rs", format!("{TESTS}\n    {route}")),
            ("crates/api/tests/it/users.rs", route.to_owned()),
            ("apps/web/src/ssr/mod.rs", route.to_owned()),
            ("crates/api/src/users.rs", "fn routes(a: A) {}".to_owned()),
        ] {
            assert_eq!(problems(path, &text), [""; 0], "{path}: {text}");
        }
    }

    #[test]
    fn a_place_that_is_no_more_is_found() {
        let found = check(PLACES.iter().skip(1).map(|place| (place.file, place.line)));
        assert_eq!(
            found,
            [
                "crates/api/src/access.rs: `router.routes((schemas, paths, methods))`, which adds an \
                 operation that says who may call it, is known to tidy and is not there"
            ]
        );
    }
}

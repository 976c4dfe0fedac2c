//! Who may do what, as tables: made of the roles and routes themselves, for `docs/authorization.md`.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::Context;
use contract::{Permission, PermissionSet, api_keys::Scope, permission::Level, roles::TeamRole};
use serde_json::Value;
use services::roles;

/// A role by its name, and what it grants.
type Role = (&'static str, PermissionSet);

/// All tables, as the part of the page that is generated.
pub(crate) fn tables() -> anyhow::Result<String> {
    let mut text = String::new();
    let (in_teams, in_product) = (team_roles(), product_roles());
    text.push_str("## Roles of teams\n\n");
    of_roles(&mut text, &in_teams, Permission::is_of_team)?;
    text.push_str("\n## Roles in the product\n\n");
    of_roles(&mut text, &in_product, Permission::is_of_product)?;
    of_own(&mut text)?;

    let routes = routes()?;
    text.push_str("\n## Routes in a team\n\n");
    text.push_str(
        "○ stands for what the role does not grant, and one may over what is one’s own or shared with \
         oneself.\n\n",
    );
    of_granted_routes(&mut text, &in_teams, &routes, Whose::Team)?;
    text.push_str("\n## Routes of staff\n\n");
    of_granted_routes(&mut text, &in_product, &routes, Whose::Staff)?;
    text.push_str("\n## Routes of everybody\n\n");
    of_open_routes(&mut text, &routes)?;
    Ok(text)
}

fn team_roles() -> Vec<Role> {
    let granted = |role: TeamRole| {
        let granted = roles::built_in_grants(role).permissions();
        (role.as_str(), granted)
    };
    TeamRole::ALL.into_iter().map(granted).collect()
}

fn product_roles() -> Vec<Role> {
    let everything = Permission::ALL.iter().copied().collect();
    let others = roles::built_in_product_grants().into_iter();
    let others = others.map(|(name, grants)| (name, grants.permissions()));
    [("superuser", everything)]
        .into_iter()
        .chain(others)
        .collect()
}

fn of_roles(
    text: &mut String,
    roles: &[Role],
    is_of_level: fn(Permission) -> bool,
) -> anyhow::Result<()> {
    writeln!(text, "| Permission | {} |", names(roles))?;
    writeln!(text, "| --- |{}", " :-: |".repeat(roles.len()))?;
    let permissions = Permission::ALL.iter().filter(|one| is_of_level(**one));
    for permission in permissions {
        let cells = roles
            .iter()
            .map(|(_, granted)| mark(granted.contains(*permission)));
        writeln!(text, "| `{permission}` |{}", cells.collect::<String>())?;
    }
    Ok(())
}

fn names(roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|(name, _)| *name).collect();
    names.join(" | ")
}

/// The rest of a cell.
const fn mark(has: bool) -> &'static str {
    if has { " ✓ |" } else { " |" }
}

fn of_own(text: &mut String) -> anyhow::Result<()> {
    text.push_str("\n## What everybody has over what is their own\n\n");
    let own: Vec<String> = Permission::ALL
        .iter()
        .filter(|permission| permission.level() == Level::Own)
        .map(|permission| format!("`{permission}`"))
        .collect();
    writeln!(text, "{}.", own.join(", "))?;
    Ok(())
}

/// By whose roles a route is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Team,
    Staff,
    Nobody,
}

/// A route, with what its guard asks for.
struct Route {
    /// Its method and path.
    called: String,
    permission: Option<Permission>,
    whose: Whose,
}

fn routes() -> anyhow::Result<Vec<Route>> {
    let document = serde_json::to_value(api::openapi())?;
    let paths = document.get("paths").and_then(Value::as_object);
    // In an order that does not depend on how the JSON is built.
    let paths: BTreeMap<_, _> = paths.context("there are paths")?.iter().collect();
    let mut routes = Vec::new();
    for (path, item) in paths {
        let item = item.as_object().context("a path has operations")?;
        let operations: BTreeMap<_, _> = item.iter().collect();
        for (method, operation) in operations {
            let permission = permission(operation)?;
            routes.push(Route {
                called: format!("{} {path}", method.to_uppercase()),
                permission,
                whose: whose(permission, path),
            });
        }
    }
    Ok(routes)
}

/// What the route's guard asks for.
fn permission(operation: &Value) -> anyhow::Result<Option<Permission>> {
    let word = operation.get("x-permission").and_then(Value::as_str);
    let permission = word.map(|word| word.parse::<Permission>().ok().context("a permission"));
    permission.transpose()
}

fn whose(permission: Option<Permission>, path: &str) -> Whose {
    match permission.map(Permission::level) {
        Some(Level::Team | Level::Resource) => Whose::Team,
        Some(Level::Own) if path.contains("{team_id}") => Whose::Team,
        Some(Level::Product) => Whose::Staff,
        Some(Level::Own) | None => Whose::Nobody,
    }
}

/// The routes that roles let somebody call, with who may.
fn of_granted_routes(
    text: &mut String,
    roles: &[Role],
    routes: &[Route],
    whose: Whose,
) -> anyhow::Result<()> {
    writeln!(text, "| Route | Permission | {} | API key |", names(roles))?;
    writeln!(text, "| --- | --- |{}", " :-: |".repeat(roles.len() + 1))?;
    for route in routes.iter().filter(|route| route.whose == whose) {
        let permission = route.permission.context("a guard asks for it")?;
        let cells = roles.iter().map(|(_, granted)| may(permission, *granted));
        writeln!(
            text,
            "| `{}` | `{permission}` |{}{}",
            route.called,
            cells.collect::<String>(),
            mark(Scope::of(permission).is_some())
        )?;
    }
    Ok(())
}

/// Whether somebody with a role may call a route.
fn may(permission: Permission, granted: PermissionSet) -> &'static str {
    // Of what is one's own, being a member is enough.
    let has = permission.level() == Level::Own || granted.contains(permission);
    if !has && permission.level() == Level::Resource {
        " ○ |"
    } else {
        mark(has)
    }
}

/// The routes that anybody may call, or whoever is signed in.
fn of_open_routes(text: &mut String, routes: &[Route]) -> anyhow::Result<()> {
    text.push_str("| Route | Permission | Who may | API key |\n| --- | --- | --- | :-: |\n");
    for route in routes.iter().filter(|route| route.whose == Whose::Nobody) {
        let called = &route.called;
        match route.permission {
            None => writeln!(text, "| `{called}` | | anybody | |")?,
            Some(permission) => {
                let (who, key) = match Scope::of(permission) {
                    None => ("whoever is signed in", mark(false)),
                    Some(_) => ("whoever is signed in, or their key", mark(true)),
                };
                writeln!(text, "| `{called}` | `{permission}` | {who} |{key}")?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands before is written by hand.
    const MARK: &str =
        "<!-- Generated by `pilaster authorization` from here on, do not edit. -->\n\n";

    #[test]
    fn the_page_is_current() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/authorization.md");
        let page = std::fs::read_to_string(file).unwrap();
        let (_, generated) = page.split_once(MARK).unwrap();
        assert_eq!(
            generated,
            tables().unwrap(),
            "write anew what follows the mark: pilaster authorization"
        );
    }
}

//! What the stand-in of the API answers about projects. Who asks is told by the cookie:
//! `access=good-projects-owner` may do everything, `…-guest` sees what is shared.

use axum::{http::request::Parts, response::Response};
use contract::{Permission, PermissionSet, path, problem::code, projects::ProjectGrantLevel};
use serde_json::{Value, json};

use crate::support::{problem, reply};

const TEAM: &str = "019a0000-0000-7000-8000-0000000001c1";
pub(crate) const PROJECT: &str = "019a0000-0000-7000-8000-0000000001e1";
pub(crate) const ARCHIVED: &str = "019a0000-0000-7000-8000-0000000001e2";
pub(crate) const OWNER: &str = "pilaster_access=good-projects-owner";
pub(crate) const GUEST: &str = "pilaster_access=good-projects-guest";

/// Answers what is asked about projects and their team; nothing if something else is asked.
pub(crate) fn answer(parts: &Parts, cookies: &str) -> Option<Response> {
    let (_, role) = cookies.split_once("good-projects-")?;
    let is_owner = role.starts_with("owner");
    let path = parts.uri.path();
    if path == path::TEAMS {
        return Some(reply(200, Some(page(&json!([team(is_owner)])))));
    }
    let rest = path.strip_prefix(path::TEAMS)?.strip_prefix('/')?;
    let (id, thing) = rest.split_once('/')?;
    let query = parts.uri.query().unwrap_or_default();
    Some(match thing {
        _ if id != TEAM => problem(404, code::NOT_FOUND, Vec::new()),
        "select" => reply(204, None),
        "projects" => list(query, is_owner),
        _ => match thing.strip_prefix("projects/") {
            Some(PROJECT) => reply(200, Some(project(PROJECT, is_owner, false))),
            Some(ARCHIVED) if is_owner => reply(200, Some(project(ARCHIVED, true, true))),
            _ => problem(404, code::NOT_FOUND, Vec::new()),
        },
    })
}

fn list(query: &str, is_owner: bool) -> Response {
    match query {
        "sort=-updated_at" => {
            let list = json!({
                "items": [project(PROJECT, is_owner, false)],
                "next_cursor": "more",
                "previous_cursor": null,
            });
            reply(200, Some(list))
        }
        "search=en&status=active&archived=true&sort=name" => {
            reply(200, Some(page(&json!([project(ARCHIVED, is_owner, true)]))))
        }
        "status=done&sort=-updated_at" => reply(200, Some(page(&json!([])))),
        _ => problem(422, code::INVALID, Vec::new()),
    }
}

fn team(is_owner: bool) -> Value {
    let all = Permission::ALL.iter().copied();
    let permissions: PermissionSet = all
        .filter(|it| it.is_of_team() && (is_owner || *it == Permission::TeamRead))
        .collect();
    let role = if is_owner { "owner" } else { "billing" };
    json!({
        "id": TEAM,
        "slug": "works",
        "name": "Works",
        "member_id": "019a0000-0000-7000-8000-0000000001a1",
        "role": {
            "id": "019a0000-0000-7000-8000-0000000001d1", "name": role, "built_in": role,
        },
        "permissions": permissions,
        "mfa_required_from": null,
        "needs_mfa": false,
        "is_kept_out": false,
        "transfer_to": null,
        "delete_at": null,
        "version": 1,
        "created_at": "2026-07-01T10:00:00Z",
    })
}

fn project(id: &str, is_owner: bool, is_archived: bool) -> Value {
    let permissions = if is_owner {
        json!([
            "projects:read",
            "projects:update",
            "projects:archive",
            "projects:delete",
            "projects:share",
        ])
    } else {
        json!(ProjectGrantLevel::Viewer.permissions())
    };
    json!({
        "id": id,
        "name": "Engine <1>",
        "description": "By gears.\n<b>Two</b> lines.",
        "status": "active",
        "owner": {
            "user_id": "019a0000-0000-7000-8000-0000000001f1",
            "first_name": "Grace",
            "last_name": "Hopper",
        },
        "archived_at": is_archived.then_some("2026-07-03T10:00:00Z"),
        "permissions": permissions,
        "version": 3,
        "created_at": "2026-07-01T10:00:00Z",
        "updated_at": "2026-07-02T16:05:00Z",
    })
}

fn page(items: &Value) -> Value {
    json!({ "items": items, "next_cursor": null, "previous_cursor": null })
}

//! What the stand-in of the API answers about teams. Who asks is told by the cookie:
//! `access=good-in-{role}` belongs to one team, everybody else to none.

use axum::{
    http::{Method, request::Parts},
    response::Response,
};
use contract::{
    Permission, PermissionSet, path, permission::grants, problem::code, roles::TeamRole,
};
use serde_json::{Value, json};

use crate::support::{problem, reply};

const TEAM: &str = "019a0000-0000-7000-8000-0000000000c1";
const ME: &str = "019a0000-0000-7000-8000-0000000000e1";
const OTHER: &str = "019a0000-0000-7000-8000-0000000000e2";

/// The cookies of somebody who has a role in the team.
pub(crate) fn signed_in_as(role: TeamRole) -> String {
    format!("pilaster_access=good-in-{}", role.as_str())
}

/// Answers what is asked about teams; nothing if something else is asked.
pub(crate) fn answer(parts: &Parts, cookies: &str) -> Option<Response> {
    let path = parts.uri.path();
    if path == path::TEAMS {
        return Some(teams(parts.uri.query().unwrap_or_default(), cookies));
    }
    let rest = path.strip_prefix(path::TEAMS)?.strip_prefix('/')?;
    let (id, thing) = rest.split_once('/').unwrap_or((rest, ""));
    let role = role(cookies).filter(|_| id == TEAM);
    let Some(role) = role else {
        return Some(problem(404, code::NOT_FOUND, Vec::new()));
    };
    if cookies.contains("no-factor") && thing != "select" {
        return Some(problem(403, code::TEAM_MFA_REQUIRED, Vec::new()));
    }
    Some(match thing {
        "select" if parts.method == Method::POST => reply(204, None),
        "members" => of(
            role,
            Permission::MembersList,
            members(role, parts.uri.query().unwrap_or_default(), cookies),
        ),
        _ if thing == format!("members/{ME}") => of(
            role,
            Permission::MembersList,
            member(ME, 1, "Ada", role, None),
        ),
        "roles" => of(role, Permission::RolesList, roles()),
        "invitations" => of(role, Permission::InvitationsList, invitations()),
        "audit" => of(role, Permission::AuditRead, audit()),
        _ => problem(404, code::NOT_FOUND, Vec::new()),
    })
}

fn of(role: TeamRole, needs: Permission, answer: Value) -> Response {
    if permissions(role).contains(needs) {
        reply(200, Some(answer))
    } else {
        problem(403, code::FORBIDDEN, Vec::new())
    }
}

fn role(cookies: &str) -> Option<TeamRole> {
    TeamRole::ALL
        .into_iter()
        .find(|role| cookies.contains(&format!("good-in-{}", role.as_str())))
}

fn permissions(role: TeamRole) -> PermissionSet {
    let all = Permission::ALL.iter().copied();
    all.filter(|it| it.is_of_team() && grants(role.patterns(), *it))
        .collect()
}

fn role_id(role: TeamRole) -> String {
    format!("019a0000-0000-7000-8000-0000000000d{}", role as u8)
}

fn role_name(role: TeamRole) -> Value {
    json!({ "id": role_id(role), "name": "In English", "built_in": role.as_str() })
}

fn page(items: &Value) -> Value {
    json!({ "items": items, "next_cursor": null, "previous_cursor": null })
}

fn teams(query: &str, cookies: &str) -> Response {
    let Some(role) = role(cookies) else {
        return reply(200, Some(page(&json!([]))));
    };
    assert_eq!(query, "limit=100", "one page of teams is asked for");
    let is_ending = cookies.contains("ending");
    let has_time = cookies.contains("in-grace");
    let team = json!({
        "id": TEAM,
        "slug": "engines",
        "name": "Analytical <Engines>",
        "member_id": ME,
        "role": role_name(role),
        "permissions": permissions(role),
        "mfa_required_from": has_time.then_some("2026-12-01T10:00:00Z"),
        "needs_mfa": has_time || cookies.contains("no-factor"),
        "is_kept_out": cookies.contains("no-factor"),
        "transfer_to": cookies.contains("offered").then_some(ME),
        "delete_at": is_ending.then_some("2026-11-17T10:00:00Z"),
        "version": 1,
        "created_at": "2026-07-01T10:00:00Z",
    });
    reply(200, Some(page(&json!([team]))))
}

fn member(id: &str, number: u8, name: &str, role: TeamRole, has_mfa: Option<bool>) -> Value {
    json!({
        "id": id,
        "user_id": format!("019a0000-0000-7000-8000-0000000000f{number}"),
        "email": format!("{}@example.com", name.to_lowercase()),
        "first_name": name,
        "last_name": "Example",
        "role": role_name(role),
        "has_mfa": has_mfa,
        "joined_at": "2026-07-02T10:00:00Z",
    })
}

/// The one who asks, and somebody else: of both, those with the role that is asked for.
fn members(role: TeamRole, query: &str, cookies: &str) -> Value {
    let sees_mfa = permissions(role).contains(Permission::TeamUpdate);
    let has_mfa = sees_mfa.then_some(false);
    let other = if cookies.contains("co-owned") {
        TeamRole::Owner
    } else {
        TeamRole::Viewer
    };
    let wanted = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("role_id="));
    let shown: Vec<_> = [
        member(ME, 1, "Ada", role, has_mfa),
        member(OTHER, 2, "Grace", other, has_mfa),
    ]
    .into_iter()
    .filter(|member| wanted.is_none_or(|wanted| member["role"]["id"] == wanted))
    .collect();
    page(&json!(shown))
}

fn roles() -> Value {
    let built_in = TeamRole::ALL.map(|role| {
        json!({
            "id": role_id(role),
            "name": "In English",
            "built_in": role.as_str(),
            "permissions": role.patterns(),
            "holders": 1,
            "version": 1,
            "created_at": "2026-07-01T10:00:00Z",
        })
    });
    let own = json!({
        "id": "019a0000-0000-7000-8000-0000000000d9",
        "name": "Editor <b>",
        "built_in": null,
        "permissions": ["projects:*"],
        "holders": 0,
        "version": 1,
        "created_at": "2026-07-01T10:00:00Z",
    });
    built_in.into_iter().chain([own]).collect()
}

fn invitations() -> Value {
    page(&json!([{
        "id": "019a0000-0000-7000-8000-0000000000b9",
        "email": "joan@example.com",
        "role": role_name(TeamRole::Member),
        "invited_by": "Ada Example",
        "expires_at": "2026-07-09T10:00:00Z",
        "created_at": "2026-07-02T10:00:00Z",
    }]))
}

fn audit() -> Value {
    let event = |number: u8, action: &str, before: Value, after: Value| {
        json!({
            "id": format!("019a0000-0000-7000-8000-0000000000a{number}"),
            "seq": number,
            "action": action,
            "actor_id": "019a0000-0000-7000-8000-0000000000f1",
            "actor_name": "Ada Example",
            "impersonator_id": null,
            "via": "session",
            "subject_kind": "team",
            "subject_id": TEAM,
            "before": before,
            "after": after,
            "request_id": null,
            "address": "203.0.113.7",
            "created_at": "2026-07-02T16:05:00Z",
        })
    };
    page(&json!([
        event(
            1,
            "teams.update",
            json!({ "name": "Engine", "slug": "engines" }),
            json!({ "name": "Engines", "slug": "engines" }),
        ),
        event(2, "teams.teleport", Value::Null, Value::Null),
    ]))
}

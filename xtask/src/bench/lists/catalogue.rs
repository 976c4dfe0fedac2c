//! The lists that are measured, with their filters and orders.

/// Who asks for a list.
#[derive(Clone, Copy)]
pub(super) enum Asker {
    Admin,
    User,
    Guest,
}

/// A list, and who asks for it.
pub(super) struct List {
    pub(super) what: &'static str,
    pub(super) path: &'static str,
    pub(super) asker: Asker,
}

const fn list(what: &'static str, path: &'static str) -> List {
    List {
        what,
        path,
        asker: Asker::User,
    }
}

const fn of_admin(what: &'static str, path: &'static str) -> List {
    List {
        what,
        path,
        asker: Asker::Admin,
    }
}

const fn of_guest(what: &'static str, path: &'static str) -> List {
    List {
        what,
        path,
        asker: Asker::Guest,
    }
}

/// `{team}` is the largest team, `{role}` its role of members, `{user}` who asks.
pub(super) const LISTS: [List; 57] = [
    of_admin("users, newest first", "/api/v1/users?"),
    of_admin("users by address", "/api/v1/users?sort=email"),
    of_admin("active users", "/api/v1/users?is_active=true"),
    of_admin("users found by a letter", "/api/v1/users?search=g"),
    of_admin(
        "users found by a name",
        "/api/v1/users?search=grace%20hopper%2010",
    ),
    of_admin("all teams, newest first", "/api/v1/admin/teams?"),
    of_admin(
        "all teams found by a letter",
        "/api/v1/admin/teams?search=t",
    ),
    of_admin(
        "all teams found by a name",
        "/api/v1/admin/teams?search=team%20123",
    ),
    list("teams of a user", "/api/v1/teams?"),
    list("members", "/api/v1/teams/{team}/members?"),
    list(
        "members with a role",
        "/api/v1/teams/{team}/members?role_id={role}",
    ),
    list(
        "members without a second factor",
        "/api/v1/teams/{team}/members?has_mfa=false",
    ),
    list(
        "members found by a letter",
        "/api/v1/teams/{team}/members?search=g",
    ),
    list(
        "members found by a name",
        "/api/v1/teams/{team}/members?search=grace%20hopper%2010",
    ),
    list(
        "projects, changed last first",
        "/api/v1/teams/{team}/projects?",
    ),
    list(
        "projects, newest first",
        "/api/v1/teams/{team}/projects?sort=-created_at",
    ),
    list(
        "projects by name",
        "/api/v1/teams/{team}/projects?sort=name",
    ),
    list(
        "projects with a status",
        "/api/v1/teams/{team}/projects?status=active",
    ),
    list(
        "projects with a status, by name",
        "/api/v1/teams/{team}/projects?status=active&sort=name",
    ),
    list(
        "projects of an owner",
        "/api/v1/teams/{team}/projects?owner_id={user}",
    ),
    list(
        "projects of an owner with a status",
        "/api/v1/teams/{team}/projects?owner_id={user}&status=active",
    ),
    list(
        "archived projects",
        "/api/v1/teams/{team}/projects?archived=true",
    ),
    list(
        "projects found by a letter",
        "/api/v1/teams/{team}/projects?search=w",
    ),
    list(
        "projects found by a letter, by name",
        "/api/v1/teams/{team}/projects?search=w&sort=name",
    ),
    list(
        "projects found by a name",
        "/api/v1/teams/{team}/projects?search=website%20redesign%2019",
    ),
    list(
        "projects found by a name, with a status",
        "/api/v1/teams/{team}/projects?search=website%20redesign%2019&status=active",
    ),
    of_guest(
        "shared projects, changed last first",
        "/api/v1/teams/{team}/projects?",
    ),
    of_guest(
        "shared projects by name",
        "/api/v1/teams/{team}/projects?sort=name",
    ),
    of_guest(
        "shared projects with a status",
        "/api/v1/teams/{team}/projects?status=active",
    ),
    of_guest(
        "shared projects of an owner",
        "/api/v1/teams/{team}/projects?owner_id={user}",
    ),
    of_guest(
        "shared projects found by a name",
        "/api/v1/teams/{team}/projects?search=website",
    ),
    list("audit log", "/api/v1/teams/{team}/audit?"),
    list(
        "audit log, one action",
        "/api/v1/teams/{team}/audit?action=members.update",
    ),
    list(
        "audit log, a resource",
        "/api/v1/teams/{team}/audit?action=roles",
    ),
    list(
        "audit log, a rare resource",
        "/api/v1/teams/{team}/audit?action=teams",
    ),
    list(
        "audit log, one person",
        "/api/v1/teams/{team}/audit?actor_id={user}",
    ),
    of_admin("audit log of the product", "/api/v1/admin/audit?"),
    of_admin(
        "audit log of the product, one action",
        "/api/v1/admin/audit?action=users.deactivate",
    ),
    list("invitations", "/api/v1/teams/{team}/invitations?"),
    of_admin("all invitations", "/api/v1/admin/invitations?"),
    of_admin(
        "all invitations that wait",
        "/api/v1/admin/invitations?state=pending",
    ),
    of_admin(
        "all invitations that have run out",
        "/api/v1/admin/invitations?state=expired",
    ),
    of_admin("sign-ups", "/api/v1/admin/registrations?"),
    list("sessions", "/api/v1/sessions?"),
    list("API keys", "/api/v1/api-keys?"),
    list("security events", "/api/v1/users/me/security-events?"),
    of_admin("all security events", "/api/v1/admin/security-events?"),
    of_admin(
        "all security events of a kind",
        "/api/v1/admin/security-events?kind=signed_in",
    ),
    of_admin(
        "all security events of a user",
        "/api/v1/admin/security-events?user_id={user}",
    ),
    of_admin(
        "all security events of a user and a kind",
        "/api/v1/admin/security-events?user_id={user}&kind=signed_in",
    ),
    list("notifications", "/api/v1/notifications?"),
    list("unread notifications", "/api/v1/notifications?unread=true"),
    of_admin("announcements", "/api/v1/admin/announcements?"),
    of_admin("mails", "/api/v1/admin/mails?"),
    of_admin(
        "mails of a kind that were sent",
        "/api/v1/admin/mails?kind=verify_email&status=sent",
    ),
    of_admin("dead jobs", "/api/v1/admin/jobs/dead?"),
    of_admin(
        "dead jobs of a kind",
        "/api/v1/admin/jobs/dead?kind=purges.run",
    ),
];

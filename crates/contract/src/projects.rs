//! Projects: what a team works on, and with whom each is shared.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    MemberId, Patch, Permission, PermissionSet, ProjectGrantId, ProjectId, RoleId, UserId,
    roles::RoleName, time, users::full_name, validation, words::words,
};

/// A project, as somebody sees it who may.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// The project's id.
    pub id: ProjectId,
    /// What it is called; no other project of the team has the name, whatever its capitals.
    #[cfg_attr(feature = "openapi", schema(example = "Difference Engine"))]
    pub name: String,
    /// What it is about.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Tables of polynomials, by gears.")
    )]
    pub description: String,
    /// How far it is.
    pub status: ProjectStatus,
    /// Who answers for it, if anybody does.
    pub owner: Option<ProjectOwner>,
    /// Since when it is out of the way, if it is. Its name stays taken.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub archived_at: Option<DateTime<Utc>>,
    /// What the caller may do with it: by their role, as its owner, and by what is shared with them.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, example = json!(["projects:read"])))]
    pub permissions: PermissionSet,
    /// Counts its changes; the `ETag` is made of it.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub version: i64,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub updated_at: DateTime<Utc>,
}

impl Project {
    /// Whether the caller may do something with it.
    pub const fn allows(&self, action: Permission) -> bool {
        self.permissions.contains(action)
    }
}

/// Who answers for a project: a member of its team.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectOwner {
    /// The member's account.
    pub user_id: UserId,
    /// The given name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada"))]
    pub first_name: String,
    /// The family name.
    #[cfg_attr(feature = "openapi", schema(example = "Lovelace"))]
    pub last_name: String,
}

impl ProjectOwner {
    /// The first and last name, as far as there is one.
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

words! {
    /// How far a project is.
    #[derive(Default)]
    ProjectStatus {
        /// It has not begun.
        #[default]
        Planned = "planned",
        /// It is being worked on.
        Active = "active",
        /// It waits.
        Paused = "paused",
        /// It is finished.
        Done = "done",
    }
}

words! {
    /// How much of a project is shared with somebody.
    ProjectGrantLevel {
        /// Seeing it.
        Viewer = "viewer",
        /// Seeing, changing and archiving it.
        Editor = "editor",
    }
}

impl ProjectGrantLevel {
    /// What it allows over the project.
    pub fn permissions(self) -> PermissionSet {
        let allowed: &[Permission] = match self {
            Self::Viewer => &[Permission::ProjectsRead],
            Self::Editor => &[
                Permission::ProjectsRead,
                Permission::ProjectsUpdate,
                Permission::ProjectsArchive,
            ],
        };
        allowed.iter().copied().collect()
    }
}

/// Create a project.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProjectCreate {
    /// What it is called.
    #[garde(custom(validation::label))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Difference Engine", min_length = 1, max_length = 80)
    )]
    pub name: String,
    /// What it is about; nothing is said of it if absent.
    #[garde(custom(validation::text))]
    #[serde(default)]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Tables of polynomials, by gears.", max_length = 2000)
    )]
    pub description: String,
    /// How far it is; planned if absent.
    #[garde(skip)]
    #[serde(default)]
    pub status: ProjectStatus,
    /// The member who answers for it, by their account; the caller if absent, nobody if `null`.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<UserId>))]
    pub owner_id: Patch<UserId>,
}

/// Change a project. Absent fields stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProjectUpdate {
    /// What it is called.
    #[garde(custom(validation::optional_label))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            nullable = false,
            example = "Difference Engine",
            min_length = 1,
            max_length = 80
        )
    )]
    pub name: Option<String>,
    /// What it is about.
    #[garde(custom(validation::optional_text))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            nullable = false,
            example = "Tables of polynomials, by gears.",
            max_length = 2000
        )
    )]
    pub description: Option<String>,
    /// How far it is.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub status: Option<ProjectStatus>,
    /// The member who answers for it, by their account; `null` for nobody.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<UserId>))]
    pub owner_id: Patch<UserId>,
}

words! {
    /// The order of a list of projects.
    #[derive(Default)]
    ProjectSort {
        /// The one changed last first.
        #[default]
        UpdatedAtDesc = "-updated_at",
        /// The one changed last last.
        UpdatedAt = "updated_at",
        /// By name, from A.
        Name = "name",
        /// By name, from Z.
        NameDesc = "-name",
        /// The newest first.
        CreatedAtDesc = "-created_at",
        /// The oldest first.
        CreatedAt = "created_at",
    }
}

/// Which projects to list, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ProjectQuery {
    /// Those whose name begins with this, ignoring case.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "diff")
    )]
    pub search: Option<String>,
    /// Those that are so far.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, inline))]
    pub status: Option<ProjectStatus>,
    /// Those for which this member answers, by their account.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub owner_id: Option<UserId>,
    /// The archived ones instead of the others.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "openapi", param(example = false))]
    pub archived: bool,
    /// The order.
    #[garde(skip)]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: ProjectSort,
    /// The number of items, at most 100; more is read as 100.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, minimum = 1, maximum = 100, example = 25)
    )]
    pub limit: Option<u32>,
    /// `next_cursor` or `previous_cursor` of another page of the same list.
    #[garde(custom(validation::cursor))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, min_length = 1, max_length = 1024)
    )]
    pub cursor: Option<String>,
}

/// Which projects to take out as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ProjectExportQuery {
    /// Those whose name begins with this, ignoring case.
    #[garde(custom(validation::search))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(nullable = false, max_length = 100, example = "diff")
    )]
    pub search: Option<String>,
    /// Those that are so far.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, inline))]
    pub status: Option<ProjectStatus>,
    /// Those for which this member answers, by their account.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub owner_id: Option<UserId>,
    /// The archived ones instead of the others.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "openapi", param(example = false))]
    pub archived: bool,
}

/// What is shared of a project, and with whom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectGrant {
    /// The grant's id.
    pub id: ProjectGrantId,
    /// With whom.
    pub grantee: ProjectGrantee,
    /// How much.
    pub level: ProjectGrantLevel,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
}

/// With whom a project is shared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProjectGrantee {
    /// One member.
    Member(ProjectGrantMember),
    /// Everybody who has a role.
    Role(RoleName),
}

impl ProjectGrantee {
    /// Who that is.
    pub const fn id(&self) -> ProjectGranteeId {
        match self {
            Self::Member(member) => ProjectGranteeId::Member(member.id),
            Self::Role(role) => ProjectGranteeId::Role(role.id),
        }
    }
}

/// A member with whom a project is shared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectGrantMember {
    /// The membership's id.
    pub id: MemberId,
    /// The member's account.
    pub user_id: UserId,
    /// The given name.
    #[cfg_attr(feature = "openapi", schema(example = "Ada"))]
    pub first_name: String,
    /// The family name.
    #[cfg_attr(feature = "openapi", schema(example = "Lovelace"))]
    pub last_name: String,
}

impl ProjectGrantMember {
    /// The first and last name, as far as there is one.
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

/// Who it is with whom a project is shared: a member, or everybody who has a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "kind",
    content = "id",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum ProjectGranteeId {
    /// One member.
    Member(MemberId),
    /// Everybody who has a role.
    Role(RoleId),
}

/// Share a project with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProjectGrantCreate {
    /// With whom.
    #[garde(skip)]
    pub grantee: ProjectGranteeId,
    /// How much; nothing that the caller does not hold themselves.
    #[garde(skip)]
    pub level: ProjectGrantLevel,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::validation::{check, code};

    #[test]
    fn a_higher_level_allows_all_that_a_lower_one_does() {
        let [viewer, editor] = ProjectGrantLevel::ALL.map(ProjectGrantLevel::permissions);
        assert!(viewer.is_subset(editor) && viewer != editor);
    }

    #[test]
    fn a_description_has_lines_and_an_end() {
        let create = |description: String| ProjectCreate {
            name: "Engine".to_owned(),
            description,
            status: ProjectStatus::default(),
            owner_id: Patch::Keep,
        };
        for good in ["", "One line.", "Two\nlines,\tand a tab.", "شرح"] {
            assert_eq!(check(&create(good.to_owned())), Ok(()), "{good:?}");
        }
        let refused = |description| check(&create(description)).unwrap_err().remove(0);
        assert_eq!(refused("a\0b".to_owned()).code, code::MALFORMED);
        let long = refused("x".repeat(validation::TEXT_MAX + 1));
        assert_eq!(
            (long.path.as_str(), long.code.as_str()),
            ("description", code::TOO_LONG)
        );
    }

    #[test]
    fn a_grantee_is_a_member_or_a_role() {
        use serde_json::{from_value, json};

        let id = Uuid::nil();
        for (grantee, kind) in [
            (ProjectGranteeId::Member(MemberId::new(id)), "member"),
            (ProjectGranteeId::Role(RoleId::new(id)), "role"),
        ] {
            let written = json!({"kind": kind, "id": id});
            assert_eq!(serde_json::to_value(grantee).unwrap(), written);
            assert_eq!(from_value::<ProjectGranteeId>(written).unwrap(), grantee);
        }
        for bad in [
            json!({"kind": "team", "id": id}),
            json!({"kind": "member"}),
            json!({"id": id}),
            json!({"kind": "role", "id": id, "level": "editor"}),
        ] {
            assert!(
                from_value::<ProjectGranteeId>(bad.clone()).is_err(),
                "{bad}"
            );
        }
    }

    #[test]
    fn whom_a_grant_names_can_be_sent_back() {
        use serde_json::json;

        let member = ProjectGrantMember {
            id: MemberId::new(Uuid::nil()),
            user_id: UserId::new(Uuid::max()),
            first_name: "Ada".to_owned(),
            last_name: String::new(),
        };
        let grantee = ProjectGrantee::Member(member);
        let written = serde_json::to_value(&grantee).unwrap();
        assert_eq!(written["kind"], "member");
        assert_eq!(written["first_name"], "Ada");
        let id = json!({"kind": written["kind"], "id": written["id"]});
        assert_eq!(serde_json::to_value(grantee.id()).unwrap(), id);
        let read: ProjectGrantee = serde_json::from_value(written).unwrap();
        assert_eq!(read, grantee);
    }
}

//! The one vocabulary of what may be done: `resource:action`.
//!
//! Routes name a permission in their type, roles grant them, and the browser hides what somebody may
//! not do by the same words.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Whose a permission is to grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Everybody has it over what is their own.
    Own,
    /// A role in the product as a whole grants it.
    Product,
    /// A role in a team grants it, over what belongs to the team.
    Team,
    /// As [`Level::Team`]; and over a single thing, its owner and whoever it is shared with have it too.
    Resource,
}

/// A permission as a type, for what names it at compile time.
pub trait Named {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $word:tt, $level:ident;)+) => {
        /// A permission that a route asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $word)] $name,)+
        }

        impl Permission {
            /// Every permission.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The permission as it is written: `resource:action`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// Whose it is to grant.
            pub const fn level(self) -> Level {
                match self {
                    $(Self::$name => Level::$level,)+
                }
            }
        }

        /// Every permission as a type.
        pub mod perm {
            use super::{Named, Permission};

            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $name;

                impl Named for $name {
                    const PERMISSION: Permission = Permission::$name;
                }
            )+
        }
    };
}

permissions! {
    /// Reading one's own account.
    AccountRead = "account:read", Own;
    /// Changing one's own account.
    AccountUpdate = "account:update", Own;
    /// Changing what protects one's own account, or giving the account up.
    AccountSecurity = "account:security", Own;
    /// Taking out what is kept of oneself.
    AccountExport = "account:export", Own;
    /// Listing one's own sessions.
    SessionsList = "sessions:list", Own;
    /// Ending one's own sessions.
    SessionsEnd = "sessions:end", Own;
    /// Reading what one's own second factor is.
    MfaRead = "mfa:read", Own;
    /// Setting up and removing one's own second factor.
    MfaManage = "mfa:manage", Own;
    /// Listing the accounts elsewhere that are connected with one's own.
    IdentitiesList = "identities:list", Own;
    /// Connecting and disconnecting them.
    IdentitiesChange = "identities:change", Own;
    /// Listing one's own passkeys.
    PasskeysList = "passkeys:list", Own;
    /// Adding, renaming and removing one's own passkeys.
    PasskeysManage = "passkeys:manage", Own;
    /// Managing the keys of one's own programs.
    ApiKeysManage = "api_keys:manage", Own;
    /// Listing what happened to one's own account.
    SecurityEventsList = "security_events:list", Own;
    /// Reading what oneself is told.
    NotificationsRead = "notifications:read", Own;
    /// Settling what oneself was told, and saying how to be told.
    NotificationsManage = "notifications:manage", Own;
    /// Listing the teams one belongs to.
    TeamsList = "teams:list", Own;
    /// Creating a team.
    TeamsCreate = "teams:create", Own;
    /// Answering invitations and handovers that are addressed to oneself.
    InvitationsAnswer = "invitations:answer", Own;
    /// Reading one account: one's own, or any by a role.
    UsersRead = "users:read", Own;

    /// Listing all accounts.
    UsersList = "users:list", Product;
    /// Deactivating accounts, and letting their owners in again.
    UsersDeactivate = "users:deactivate", Product;
    /// Taking an address for confirmed.
    UsersVerify = "users:verify", Product;
    /// Removing somebody's second factor, who has lost it.
    UsersResetMfa = "users:reset_mfa", Product;
    /// Ending anybody's sessions.
    UsersEndSessions = "users:end_sessions", Product;
    /// Acting as somebody else.
    UsersImpersonate = "users:impersonate", Product;
    /// Saying who has which role in the product.
    UsersGrantRoles = "users:grant_roles", Product;
    /// Listing the roles in the product.
    ProductRolesList = "product_roles:list", Product;
    /// Making, changing and removing roles in the product.
    ProductRolesManage = "product_roles:manage", Product;
    /// Seeing all teams and their invitations.
    AllTeamsRead = "all_teams:read", Product;
    /// Revoking invitations into any team.
    AllInvitationsRevoke = "all_invitations:revoke", Product;
    /// Seeing queues, failed jobs and schedules.
    JobsRead = "jobs:read", Product;
    /// Having failed jobs done again.
    JobsManage = "jobs:manage", Product;
    /// Seeing which mails were sent.
    MailsRead = "mails:read", Product;
    /// Seeing what happened to anybody's account.
    AllSecurityEventsRead = "all_security_events:read", Product;
    /// Reading the audit log of the product as a whole.
    ProductAuditRead = "product_audit:read", Product;
    /// Seeing how the product is.
    SystemRead = "system:read", Product;
    /// Telling everybody something.
    AnnouncementsManage = "announcements:manage", Product;

    /// Seeing the team.
    TeamRead = "team:read", Team;
    /// Renaming the team and changing its settings.
    TeamUpdate = "team:update", Team;
    /// Having the team deleted, and keeping it.
    TeamDelete = "team:delete", Team;
    /// Handing the team over to another member.
    TeamTransfer = "team:transfer", Team;
    /// Leaving the team.
    TeamLeave = "team:leave", Team;
    /// Listing the members.
    MembersList = "members:list", Team;
    /// Changing the roles of members.
    MembersUpdate = "members:update", Team;
    /// Removing members.
    MembersRemove = "members:remove", Team;
    /// Listing invitations that wait for an answer.
    InvitationsList = "invitations:list", Team;
    /// Inviting people.
    InvitationsCreate = "invitations:create", Team;
    /// Revoking invitations.
    InvitationsRevoke = "invitations:revoke", Team;
    /// Listing the team's roles.
    RolesList = "roles:list", Team;
    /// Making, changing and removing the team's own roles.
    RolesManage = "roles:manage", Team;
    /// Reading the team's audit log.
    AuditRead = "audit:read", Team;
    /// Creating projects.
    ProjectsCreate = "projects:create", Team;
    /// Taking the list of projects out as a file.
    ProjectsExport = "projects:export", Team;
    /// Seeing projects.
    ProjectsRead = "projects:read", Resource;
    /// Changing projects.
    ProjectsUpdate = "projects:update", Resource;
    /// Archiving projects, and bringing them back.
    ProjectsArchive = "projects:archive", Resource;
    /// Deleting projects.
    ProjectsDelete = "projects:delete", Team;
    /// Sharing projects with members and roles.
    ProjectsShare = "projects:share", Team;
}

impl Permission {
    /// What the permission is about: the part before the colon.
    pub fn resource(self) -> &'static str {
        let word = self.as_str();
        word.split_once(':').map_or(word, |(resource, _)| resource)
    }

    /// Whether a role of teams can grant it.
    pub const fn is_of_team(self) -> bool {
        matches!(self.level(), Level::Team | Level::Resource)
    }

    /// Whether a role in the product as a whole can grant it.
    pub const fn is_of_product(self) -> bool {
        matches!(self.level(), Level::Product)
    }

    /// What cannot be done without it, so that whoever may do that has it too.
    const fn needed_for(self) -> &'static [Self] {
        match self {
            // Who chooses a role has to see which there are, and whose is above their own.
            Self::RolesList => &[
                Self::RolesManage,
                Self::InvitationsCreate,
                Self::MembersUpdate,
                Self::MembersRemove,
            ],
            _ => &[],
        }
    }

    const fn bit(self) -> u128 {
        1 << self as u32
    }
}

const _: () = assert!(Permission::ALL.len() <= 128, "the set has a bit for each");

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPermission;

impl fmt::Display for UnknownPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a permission")
    }
}

impl std::error::Error for UnknownPermission {}

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        Self::ALL
            .iter()
            .copied()
            .find(|permission| permission.as_str() == text)
            .ok_or(UnknownPermission)
    }
}

/// Some permissions. On the wire it is a list of words; words that are not known are passed over, so
/// that a browser of yesterday understands a server of today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PermissionSet(u128);

impl PermissionSet {
    /// None.
    pub const EMPTY: Self = Self(0);

    /// Whether the permission is among them.
    pub const fn contains(self, permission: Permission) -> bool {
        self.0 & permission.bit() != 0
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether all of them are among `others`.
    pub const fn is_subset(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// These and `others`.
    #[must_use]
    pub const fn union(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Those of these that are `others` as well.
    #[must_use]
    pub const fn intersection(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Each of them, in the order of the vocabulary.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.contains(*permission))
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        let bits = permissions.into_iter().map(Permission::bit);
        Self(bits.fold(0, |all, bit| all | bit))
    }
}

impl Serialize for PermissionSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for PermissionSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = Vec::<String>::deserialize(deserializer)?;
        Ok(words.iter().filter_map(|word| word.parse().ok()).collect())
    }
}

/// An entry of a role: one permission, or a wildcard over several of its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// `*`: everything, and whatever will be added.
    All,
    /// `projects:*`: everything about a resource, and whatever will be added.
    Resource(&'static str),
    /// One permission.
    One(Permission),
}

impl Pattern {
    /// Whether the permission is meant.
    pub fn matches(self, permission: Permission) -> bool {
        match self {
            Self::All => true,
            Self::Resource(resource) => permission.resource() == resource,
            Self::One(one) => one == permission,
        }
    }

    /// Whether who has this has `other` too, now and whatever will be added.
    pub fn covers(self, other: Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (Self::Resource(mine), Self::Resource(theirs)) => mine == theirs,
            (Self::Resource(mine), Self::One(one)) => one.resource() == mine,
            (Self::One(mine), Self::One(theirs)) => mine == theirs,
            (Self::Resource(_) | Self::One(_), _) => false,
        }
    }
}

/// Whether who has some patterns may do what a permission names: one of them matches it, or something
/// that cannot be done without it.
pub fn grants(patterns: &[Pattern], permission: Permission) -> bool {
    let is_matched = |wanted: Permission| patterns.iter().any(|pattern| pattern.matches(wanted));
    is_matched(permission) || permission.needed_for().iter().copied().any(is_matched)
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Resource(resource) => write!(f, "{resource}:*"),
            Self::One(permission) => permission.fmt(f),
        }
    }
}

impl FromStr for Pattern {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        if text == "*" {
            return Ok(Self::All);
        }
        let Some(wanted) = text.strip_suffix(":*") else {
            return text.parse().map(Self::One);
        };
        Permission::ALL
            .iter()
            .map(|permission| permission.resource())
            .find(|resource| *resource == wanted)
            .map(Self::Resource)
            .ok_or(UnknownPermission)
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_permissions_are_one_to_one() {
        for permission in Permission::ALL {
            let word = permission.as_str();
            assert_eq!(word.parse(), Ok(*permission));
            assert_eq!(
                serde_json::to_string(permission).unwrap(),
                format!("\"{word}\"")
            );
            let (resource, action) = word.split_once(':').unwrap();
            assert!(!resource.is_empty() && !action.is_empty() && action != "*");
        }
    }

    #[test]
    fn a_set_is_written_as_words_and_unknown_words_are_passed_over() {
        let set: PermissionSet = [Permission::TeamRead, Permission::MembersList]
            .into_iter()
            .collect();
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(json, r#"["team:read","members:list"]"#);
        let read: PermissionSet =
            serde_json::from_str(r#"["members:list","team:read","team:juggle"]"#).unwrap();
        assert_eq!(read, set);
    }

    #[test]
    fn who_chooses_roles_may_see_them() {
        let lists = |patterns: &[Pattern]| grants(patterns, Permission::RolesList);
        for permission in Permission::ALL.iter().copied() {
            let chooses = matches!(
                permission,
                Permission::RolesList
                    | Permission::RolesManage
                    | Permission::InvitationsCreate
                    | Permission::MembersUpdate
                    | Permission::MembersRemove
            );
            assert_eq!(lists(&[Pattern::One(permission)]), chooses, "{permission}");
        }
        for (resource, chooses) in [("members", true), ("invitations", true), ("audit", false)] {
            assert_eq!(lists(&[Pattern::Resource(resource)]), chooses, "{resource}");
        }
        assert!(lists(&[Pattern::All]));
        assert!(!lists(&[]));
    }

    #[test]
    fn to_see_roles_is_to_do_nothing_with_them() {
        let lists = [Pattern::One(Permission::RolesList)];
        let granted = Permission::ALL.iter().copied();
        let granted: Vec<_> = granted.filter(|it| grants(&lists, *it)).collect();
        assert_eq!(granted, [Permission::RolesList]);
    }

    #[test]
    fn a_wildcard_covers_what_it_matches_and_no_sum_of_permissions_covers_it() {
        let all = Pattern::All;
        let projects = Pattern::Resource("projects");
        let one = Pattern::One(Permission::ProjectsRead);
        let other = Pattern::One(Permission::MembersList);
        for (mine, theirs, covered) in [
            (all, all, true),
            (all, projects, true),
            (all, one, true),
            (projects, all, false),
            (projects, projects, true),
            (projects, one, true),
            (projects, other, false),
            (one, one, true),
            (one, projects, false),
            (one, all, false),
        ] {
            assert_eq!(mine.covers(theirs), covered, "{mine} over {theirs}");
        }
    }

    #[test]
    fn patterns_are_read_as_they_are_written() {
        for text in ["*", "projects:*", "projects:read"] {
            assert_eq!(text.parse::<Pattern>().unwrap().to_string(), text);
        }
        for bad in ["", "projects", "project:*", "projects:juggle", "*:read"] {
            assert_eq!(bad.parse::<Pattern>(), Err(UnknownPermission), "{bad:?}");
        }
    }
}

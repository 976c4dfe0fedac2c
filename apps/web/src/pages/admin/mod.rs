//! The pages of staff: what they see of the product as a whole, and do to it. Which of them somebody
//! has follows from their roles; the others do not exist for them.

mod address;
pub(super) mod announcements;
mod audit;
mod events;
mod invitations;
mod jobs;
mod list;
mod mails;
mod registrations;
mod roles;
mod system;
mod teams;
mod user;
mod users;

use contract::{Permission, TeamId, UserId};
use i18n::Texts;
use leptos::prelude::*;
use ui::{Container, ContainerSize, Gap, IconData, PageHeader, Stack, icons};

#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    contexts::{set_title, use_texts, use_user},
    pages::{
        chunks::Chunk,
        missing::Missing,
        step_up::{StepUp, StepUpDialog},
    },
};

/// A part of the area, in the order of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// All accounts.
    Users,
    /// Sign-ups that wait for their confirmation.
    Registrations,
    /// Roles in the product.
    Roles,
    /// What happened to accounts.
    Events,
    /// All teams.
    Teams,
    /// Invitations into all teams.
    Invitations,
    /// Who has changed what.
    Audit,
    /// Which mails were sent.
    Mails,
    /// Queues, failed jobs, schedules.
    Jobs,
    /// What everybody is told.
    Announcements,
    /// How the product is.
    System,
}

/// What several sections are about, in the order of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Accounts, and what they may do.
    People,
    /// Teams, and who is asked into them.
    Teams,
    /// How the product runs.
    Operations,
}

impl Group {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::People, Self::Teams, Self::Operations];

    /// What it is called.
    pub fn title(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::People => texts.admin_group_people(),
            Self::Teams => texts.admin_teams(),
            Self::Operations => texts.admin_group_operations(),
        }
    }
}

impl Section {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Users,
        Self::Registrations,
        Self::Roles,
        Self::Events,
        Self::Teams,
        Self::Invitations,
        Self::Audit,
        Self::Mails,
        Self::Jobs,
        Self::Announcements,
        Self::System,
    ];

    /// The group in which it stands.
    pub const fn group(self) -> Group {
        match self {
            Self::Users | Self::Registrations | Self::Roles | Self::Events => Group::People,
            Self::Teams | Self::Invitations => Group::Teams,
            Self::Audit | Self::Mails | Self::Jobs | Self::Announcements | Self::System => {
                Group::Operations
            }
        }
    }

    /// What somebody needs to see it.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Users => Permission::UsersList,
            Self::Registrations => Permission::UsersVerify,
            Self::Teams | Self::Invitations => Permission::AllTeamsRead,
            Self::Roles => Permission::ProductRolesList,
            Self::Events => Permission::AllSecurityEventsRead,
            Self::Audit => Permission::ProductAuditRead,
            Self::Mails => Permission::MailsRead,
            Self::Jobs => Permission::JobsRead,
            Self::Announcements => Permission::AnnouncementsManage,
            Self::System => Permission::SystemRead,
        }
    }

    /// Where it is.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Users => "/admin/users",
            Self::Registrations => "/admin/sign-ups",
            Self::Teams => "/admin/teams",
            Self::Invitations => "/admin/invitations",
            Self::Roles => "/admin/roles",
            Self::Events => "/admin/security-events",
            Self::Audit => "/admin/audit",
            Self::Mails => "/admin/mails",
            Self::Jobs => "/admin/jobs",
            Self::Announcements => "/admin/announcements",
            Self::System => "/admin/system",
        }
    }

    /// Its picture in the navigation.
    pub const fn icon(self) -> IconData {
        match self {
            Self::Users => icons::USERS,
            Self::Registrations => icons::MAIL_CHECK,
            Self::Teams => icons::GLOBE,
            Self::Invitations => icons::USER,
            Self::Roles => icons::KEY,
            Self::Events => icons::SHIELD,
            Self::Audit => icons::BOOK_OPEN,
            Self::Mails => icons::MAIL,
            Self::Jobs => icons::ZAP,
            Self::Announcements => icons::MEGAPHONE,
            Self::System => icons::SERVER,
        }
    }

    /// What it is called.
    pub fn title(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Users => texts.nav_users(),
            Self::Registrations => texts.admin_registrations(),
            Self::Teams => texts.admin_teams(),
            Self::Invitations => texts.admin_invitations(),
            Self::Roles => texts.admin_roles(),
            Self::Events => texts.admin_events(),
            Self::Audit => texts.admin_audit(),
            Self::Mails => texts.admin_mails(),
            Self::Jobs => texts.admin_jobs(),
            Self::Announcements => texts.announcements_title(),
            Self::System => texts.admin_system(),
        }
    }

    fn lead(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Users => texts.users_lead(),
            Self::Registrations => texts.admin_registrations_lead(),
            Self::Teams => texts.admin_teams_lead(),
            Self::Invitations => texts.admin_invitations_lead(),
            Self::Roles => texts.admin_roles_lead(),
            Self::Events => texts.admin_events_lead(),
            Self::Audit => texts.admin_audit_lead(),
            Self::Mails => texts.admin_mails_lead(),
            Self::Jobs => texts.admin_jobs_lead(),
            Self::Announcements => texts.announcements_lead(),
            Self::System => texts.admin_system_lead(),
        }
    }
}

/// What an address of the area leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Section(Section),
    User(UserId),
    Team(TeamId),
}

impl Place {
    /// Reads the path of an address.
    fn of(path: &str) -> Option<Self> {
        if let Some(section) = Section::ALL.into_iter().find(|it| it.path() == path) {
            return Some(Self::Section(section));
        }
        let (section, id) = path.rsplit_once('/')?;
        match section {
            "/admin/users" => id.parse().ok().map(Self::User),
            "/admin/teams" => id.parse().ok().map(Self::Team),
            _ => None,
        }
    }

    const fn permission(self) -> Permission {
        match self {
            Self::Section(section) => section.permission(),
            Self::User(_) => Section::Users.permission(),
            Self::Team(_) => Section::Teams.permission(),
        }
    }
}

/// Where an account is shown to staff.
pub fn user_path(id: UserId) -> String {
    format!("{}/{id}", Section::Users.path())
}

/// Where a team is shown to staff.
fn team_path(id: TeamId) -> String {
    format!("{}/{id}", Section::Teams.path())
}

/// The page of the address.
#[component]
pub fn AdminPages() -> impl IntoView {
    let place = Chunk::Admin.use_place(Place::of);
    let staff = use_user(|user| user.staff);
    let step_up = StepUp::provide();
    let page = move || match place.get() {
        Some(place) if staff.get().contains(place.permission()) => match place {
            Place::Section(Section::Users) => view! { <users::Users /> }.into_any(),
            Place::Section(Section::Registrations) => {
                view! { <registrations::Registrations /> }.into_any()
            }
            Place::Section(Section::Teams) => view! { <teams::Teams /> }.into_any(),
            Place::Section(Section::Invitations) => {
                view! { <invitations::Invitations /> }.into_any()
            }
            Place::Section(Section::Roles) => view! { <roles::Roles /> }.into_any(),
            Place::Section(Section::Events) => view! { <events::Events /> }.into_any(),
            Place::Section(Section::Audit) => view! { <audit::Audit /> }.into_any(),
            Place::Section(Section::Mails) => view! { <mails::Mails /> }.into_any(),
            Place::Section(Section::Jobs) => view! { <jobs::Jobs /> }.into_any(),
            Place::Section(Section::System) => view! { <system::System /> }.into_any(),
            Place::Section(Section::Announcements) => {
                view! { <announcements::Announcements /> }.into_any()
            }
            Place::User(id) => view! { <user::UserPage id /> }.into_any(),
            Place::Team(id) => view! { <teams::TeamPage id /> }.into_any(),
        },
        _ => view! { <Missing /> }.into_any(),
    };
    view! {
        {page}
        <StepUpDialog step_up />
    }
}

/// Puts a page under its heading.
#[component]
fn Frame(
    /// What it is about.
    section: Section,
    /// What can be done with all of it.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let title = section.title(texts);
    let description = section.lead(texts);
    set_title(title);
    let header = match actions {
        Some(actions) => view! { <PageHeader title description>{actions}</PageHeader> }.into_any(),
        None => view! { <PageHeader title description /> }.into_any(),
    };
    view! {
        <Container size=ContainerSize::Lg>
            <Stack gap=Gap::Lg>
                {header}
                {children()}
            </Stack>
        </Container>
    }
}

/// The first page of the area that somebody may see.
#[cfg(feature = "ssr")]
pub(crate) fn first(page: &PageRequest) -> String {
    let Some(user) = page.user.as_deref() else {
        return crate::ssr::paths::login(&page.path);
    };
    let mut sections = Section::ALL.into_iter();
    let first = sections.find(|section| user.staff.contains(section.permission()));
    first.unwrap_or(Section::Users).path().to_owned()
}

/// Where the list of users is now, that is asked for by its old address.
#[cfg(feature = "ssr")]
pub(crate) fn users_moved(page: &PageRequest) -> String {
    let path = Section::Users.path();
    match page.query() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let path = page.path.split('?').next().unwrap_or_default();
    let staff = page
        .user
        .as_ref()
        .map(|user| user.staff)
        .unwrap_or_default();
    let place = Place::of(path).filter(|place| staff.contains(place.permission()));
    match place {
        None => Answers::default(),
        Some(Place::Section(Section::Users)) => users::load(page).await,
        Some(Place::Section(Section::Registrations)) => registrations::load(page).await,
        Some(Place::Section(Section::Teams)) => teams::load(page).await,
        Some(Place::Section(Section::Invitations)) => invitations::load(page).await,
        Some(Place::Section(Section::Roles)) => roles::load(page).await,
        Some(Place::Section(Section::Events)) => events::load(page).await,
        Some(Place::Section(Section::Audit)) => audit::load(page).await,
        Some(Place::Section(Section::Mails)) => mails::load(page).await,
        Some(Place::Section(Section::Jobs)) => jobs::load(page).await,
        Some(Place::Section(Section::Announcements)) => announcements::load(page).await,
        Some(Place::Section(Section::System)) => system::load(page).await,
        Some(Place::User(id)) => user::load(page, id, staff).await,
        Some(Place::Team(id)) => teams::load_one(page, id).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_a_group_stand_together() {
        let mut groups = Section::ALL.map(Section::group).to_vec();
        groups.dedup();
        assert_eq!(groups, Group::ALL);
    }

    #[test]
    fn addresses_lead_to_sections_and_to_single_things() {
        for section in Section::ALL {
            assert_eq!(Place::of(section.path()), Some(Place::Section(section)));
        }
        let id: UserId = "019a0000-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(Place::of(&user_path(id)), Some(Place::User(id)));
        let id = TeamId::new(id.uuid());
        assert_eq!(Place::of(&team_path(id)), Some(Place::Team(id)));
        for path in [
            "/admin/",
            "/admin/users/x",
            "/admin/jobs/1",
            "/admin/nothing",
        ] {
            assert_eq!(Place::of(path), None, "{path}");
        }
    }
}

//! The frame of app pages: header, sidebar, content. On a phone the sidebar is behind a button.
//!
//! Only the server renders it, and it works as it comes; [`super::alive`] follows what changes in it
//! while one page gives way to the next. So the browser's bundle holds none of its markup.

use std::sync::Arc;

use contract::{Permission, teams::Team, users::User};
use leptos::prelude::*;
use ui::{
    Avatar, AvatarSize, DropdownMenu, DropdownMenuContent, DropdownMenuForm, DropdownMenuItem,
    DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuTrigger, Icon, IconData, Toaster, icons,
};

use crate::{
    app::ROOT_ID,
    contexts::{use_auth, use_own_path, use_teams, use_texts},
    layout::{
        banners::{Banners, Bell},
        impersonation::ImpersonationBanner,
        mark::Mark,
        place::{is_current, team_page},
        preferences::{LanguageSwitcher, ThemeSwitcher},
    },
    pages::admin::{Group, Section},
};

/// How many teams the switcher offers; the others are on the page of all.
const SWITCHER_TEAMS: usize = 8;

/// Puts an app page into the frame.
#[component]
pub fn Layout(
    /// The rendered page.
    app: String,
) -> impl IntoView {
    let texts = use_texts();
    // They stand twice in the document, beside the page and behind the menu's button.
    let links: Arc<str> = view! { <NavigationLinks /> }.to_html().into();
    view! {
        // By the browser, not the router, which scrolls there but leaves the focus behind.
        <a class="skip-link" href="#main" rel="external">
            {texts.nav_skip()}
        </a>
        <div class="app">
            <Header links=Arc::clone(&links) />
            <Banners />
            <aside class="app-sidebar" aria-label=texts.app_sidebar()>
                <div class="app-sidebar-content">
                    <Navigation id="sidebar-team-menu" links />
                    <UserInfo />
                </div>
            </aside>
            <main id=ROOT_ID class="app-main" tabindex="-1" inner_html=app></main>
            <ImpersonationBanner />
            <Toaster label=texts.app_notifications() dismiss_label=texts.action_dismiss() />
        </div>
    }
}

#[component]
fn Header(
    /// The rendered links of the navigation.
    links: Arc<str>,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <header class="app-header">
            <details class="app-menu">
                <summary class="button button-ghost button-icon" aria-label=texts.action_open_menu()>
                    <Icon icon=icons::MENU class="app-menu-closed" />
                    <Icon icon=icons::X class="app-menu-opened" />
                </summary>
                <div class="app-menu-panel">
                    <Navigation id="menu-team-menu" links />
                    <UserInfo />
                </div>
            </details>
            <a class="app-brand" href="/dashboard">
                <Mark />
                <span class="app-brand-name">{texts.brand_name()}</span>
            </a>
            <nav class="app-header-nav" aria-label=texts.app_header_nav()>
                <a href="/" rel="external">
                    {texts.nav_home()}
                </a>
                <a href=contract::path::DOCS rel="external">
                    {texts.app_api_docs()}
                </a>
            </nav>
            <div class="app-header-tools">
                <Bell />
                <LanguageSwitcher />
                <ThemeSwitcher />
                <UserMenu />
            </div>
        </header>
    }
}

#[component]
fn Navigation(
    /// Where its switcher of teams is found.
    id: &'static str,
    /// The rendered [`NavigationLinks`].
    links: Arc<str>,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <nav class="app-nav" aria-label=texts.nav_main()>
            <TeamSwitcher id />
            <div inner_html=links></div>
        </nav>
    }
}

/// The pages of the team, of one's own account, and of staff.
#[component]
fn NavigationLinks() -> impl IntoView {
    let texts = use_texts();
    let current = use_teams().current.clone();
    view! {
        {current.map(|team| view! { <TeamNavigation team /> })}
        <p class="app-nav-heading">{texts.nav_account()}</p>
        <ul class="app-nav-list">
            <NavigationItem
                href="/dashboard"
                icon=icons::LAYOUT_DASHBOARD
                text=texts.nav_dashboard()
            />
            <NavigationItem href="/settings/profile" icon=icons::USER text=texts.nav_profile() />
            <NavigationItem
                href="/settings/security"
                icon=icons::SHIELD
                text=texts.nav_security()
            />
        </ul>
        <StaffNavigation />
    }
}

/// The area of staff, as far as somebody has a part in it.
#[component]
fn StaffNavigation() -> impl IntoView {
    let texts = use_texts();
    let groups: Vec<_> = Group::ALL.into_iter().filter_map(staff_group).collect();
    (!groups.is_empty()).then(|| {
        view! {
            <p class="app-nav-heading app-nav-area">{texts.admin_title()}</p>
            {groups}
        }
    })
}

/// The sections of a group that somebody may see, unless there are none.
fn staff_group(group: Group) -> Option<impl IntoView> {
    let texts = use_texts();
    let staff = signed_in(|user| user.staff);
    let sections: Vec<_> = Section::ALL
        .into_iter()
        .filter(|section| section.group() == group && staff.contains(section.permission()))
        .map(|section| {
            view! {
                <NavigationItem
                    href=section.path()
                    icon=section.icon()
                    text=section.title(texts)
                />
            }
        })
        .collect();
    (!sections.is_empty()).then(|| {
        view! {
            <p class="app-nav-heading">{group.title(texts)}</p>
            <ul class="app-nav-list">{sections}</ul>
        }
    })
}

/// The team in which somebody is at work, and the way to their others. Each link loads a document,
/// with the frame of its team.
#[component]
fn TeamSwitcher(id: &'static str) -> impl IntoView {
    let texts = use_texts();
    let Some(current) = use_teams().current.clone() else {
        return view! {
            <ul class="app-nav-list">
                <NavigationItem href="/teams/new" icon=icons::PLUS text=texts.teams_create() />
            </ul>
        }
        .into_any();
    };
    let id_of_current = current.id;
    // Made inside the menu, which tells its items how to behave.
    let items = move || {
        let teams = use_teams();
        let shown = teams.mine.iter().take(SWITCHER_TEAMS);
        shown
            .map(|team| {
                let href = team_page(&team.slug, "");
                let checked = team.id == id_of_current;
                let name = team.name.clone();
                view! {
                    <DropdownMenuItem href external=true checked>
                        <bdi>{name}</bdi>
                    </DropdownMenuItem>
                }
            })
            .collect_view()
    };
    let name = current.name;
    view! {
        <DropdownMenu id class="team-switcher">
            <DropdownMenuTrigger class="team-switcher-trigger">
                <Avatar
                    name=name.clone()
                    size=AvatarSize::Sm
                    class="avatar-team"
                    attr:data-team="avatar"
                />
                <span class="visually-hidden">{texts.teams_switch()} ": "</span>
                <bdi class="team-switcher-name" data-team="name">
                    {name}
                </bdi>
                <Icon icon=icons::CHEVRONS_UP_DOWN class="team-switcher-icon" />
            </DropdownMenuTrigger>
            <DropdownMenuContent align_start=true class="team-switcher-content">
                {items()}
                <DropdownMenuSeparator />
                <DropdownMenuItem href="/teams" icon=icons::USERS>
                    {texts.teams_all()}
                </DropdownMenuItem>
                <DropdownMenuItem href="/teams/new" icon=icons::PLUS>
                    {texts.teams_create()}
                </DropdownMenuItem>
            </DropdownMenuContent>
        </DropdownMenu>
    }
    .into_any()
}

/// The pages of a team. Those that somebody may not see are there, but hidden: a change of their
/// role shows without a reload.
#[component]
fn TeamNavigation(team: Team) -> impl IntoView {
    let texts = use_texts();
    let items = [
        (
            None,
            "",
            icons::LAYOUT_DASHBOARD,
            texts.teams_nav_overview(),
        ),
        (None, "projects", icons::FOLDER, texts.teams_nav_projects()),
        (
            Some(Permission::MembersList),
            "members",
            icons::USERS,
            texts.teams_nav_members(),
        ),
        (
            Some(Permission::RolesList),
            "roles",
            icons::KEY,
            texts.teams_nav_roles(),
        ),
        (
            Some(Permission::AuditRead),
            "audit",
            icons::BOOK_OPEN,
            texts.teams_nav_audit(),
        ),
        (
            None,
            "settings",
            icons::SETTINGS,
            texts.teams_nav_settings(),
        ),
    ]
    .map(|(needs, page, icon, text)| {
        let href = team_page(&team.slug, page);
        let is_hidden = needs.is_some_and(|needs| !team.permissions.contains(needs));
        let current = is_current(&href, &use_own_path());
        view! {
            <li data-permission=needs.map(Permission::as_str) hidden=is_hidden>
                <a class="app-nav-link" href=href aria-current=current.then_some("page")>
                    <Icon icon />
                    <span>{text}</span>
                </a>
            </li>
        }
    });
    view! {
        <ul class="app-nav-list" data-team-slug=team.slug>
            {items.collect_view()}
        </ul>
    }
}

#[component]
fn NavigationItem(href: &'static str, icon: IconData, text: &'static str) -> impl IntoView {
    let current = is_current(href, &use_own_path());
    view! {
        <li>
            <a class="app-nav-link" href=href aria-current=current.then_some("page")>
                <Icon icon />
                <span>{text}</span>
            </a>
        </li>
    }
}

#[component]
fn UserInfo() -> impl IntoView {
    let name = signed_in(User::full_name);
    let email = signed_in(|user| user.email.clone());
    view! {
        <div class="app-user">
            <Avatar name=name.clone() size=AvatarSize::Md attr:data-user="avatar" />
            <div class="app-user-text">
                <p class="app-user-name" data-user="name">
                    {name}
                </p>
                <p class="app-user-email" dir="ltr">
                    {email}
                </p>
            </div>
        </div>
    }
}

#[component]
fn UserMenu() -> impl IntoView {
    let texts = use_texts();
    let name = signed_in(User::full_name);
    let avatar = view! { <Avatar name=name.clone() size=AvatarSize::Sm attr:data-user="avatar" /> };
    let email = signed_in(|user| user.email.clone());
    view! {
        <DropdownMenu id="user-menu">
            <DropdownMenuTrigger class="app-user-trigger">
                <span class="visually-hidden">{texts.nav_account_menu()}</span>
                {avatar}
            </DropdownMenuTrigger>
            <DropdownMenuContent class="app-user-content">
                <DropdownMenuLabel>
                    <span class="app-user-name" data-user="name">
                        {name}
                    </span>
                    <span class="app-user-email" dir="ltr">
                        {email}
                    </span>
                </DropdownMenuLabel>
                <DropdownMenuSeparator />
                <DropdownMenuItem href="/settings/profile" icon=icons::USER>
                    {texts.nav_profile()}
                </DropdownMenuItem>
                <DropdownMenuItem href="/settings/security" icon=icons::SHIELD>
                    {texts.nav_security()}
                </DropdownMenuItem>
                <DropdownMenuSeparator />
                <DropdownMenuForm action="/logout">
                    <DropdownMenuItem submit=true icon=icons::LOG_OUT>
                        {texts.nav_sign_out()}
                    </DropdownMenuItem>
                </DropdownMenuForm>
            </DropdownMenuContent>
        </DropdownMenu>
    }
}

/// Gets a part of the user, whom every app page has.
fn signed_in<T: Default>(part: impl Fn(&User) -> T) -> T {
    use_auth().with_untracked(|user| user.as_ref().map(part).unwrap_or_default())
}

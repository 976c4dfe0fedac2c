//! The frame of app pages: header, sidebar, content. On a phone the sidebar is behind a button.
//!
//! Only the server renders it, and it works as it comes; [`super::alive`] follows what changes in it
//! while one page gives way to the next. So the browser's bundle holds none of its markup.

use contract::users::User;
use leptos::prelude::*;
use ui::{
    Avatar, AvatarSize, DropdownMenu, DropdownMenuContent, DropdownMenuForm, DropdownMenuItem,
    DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuTrigger, Icon, IconData, Toaster, icons,
};

use crate::{
    app::ROOT_ID,
    contexts::{use_auth, use_own_path, use_texts},
    layout::{
        impersonation::ImpersonationBanner,
        mark::Mark,
        place::is_current,
        preferences::{LanguageSwitcher, ThemeSwitcher},
    },
    pages::admin::Section,
};

/// Puts an app page into the frame.
#[component]
pub fn Layout(
    /// The rendered page.
    app: String,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        // By the browser, not the router, which scrolls there but leaves the focus behind.
        <a class="skip-link" href="#main" rel="external">
            {texts.nav_skip()}
        </a>
        <div class="app">
            <Header />
            <aside class="app-sidebar" aria-label=texts.app_sidebar()>
                <div class="app-sidebar-content">
                    <Navigation />
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
fn Header() -> impl IntoView {
    let texts = use_texts();
    view! {
        <header class="app-header">
            <details class="app-menu">
                <summary class="button button-ghost button-icon" aria-label=texts.action_open_menu()>
                    <Icon icon=icons::MENU class="app-menu-closed" />
                    <Icon icon=icons::X class="app-menu-opened" />
                </summary>
                <div class="app-menu-panel">
                    <Navigation />
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
                <LanguageSwitcher />
                <ThemeSwitcher />
                <UserMenu />
            </div>
        </header>
    }
}

#[component]
fn Navigation() -> impl IntoView {
    let texts = use_texts();
    let staff = signed_in(|user| user.staff);
    let sections: Vec<_> = Section::ALL
        .into_iter()
        .filter(|section| staff.contains(section.permission()))
        .collect();
    view! {
        <nav class="app-nav" aria-label=texts.nav_main()>
            <ul class="app-nav-list">
                <NavigationItem
                    href="/dashboard"
                    icon=icons::LAYOUT_DASHBOARD
                    text=texts.nav_dashboard()
                />
            </ul>
            <p class="app-nav-heading">{texts.nav_settings()}</p>
            <ul class="app-nav-list">
                <NavigationItem
                    href="/settings/profile"
                    icon=icons::USER
                    text=texts.nav_profile()
                />
                <NavigationItem
                    href="/settings/security"
                    icon=icons::SHIELD
                    text=texts.nav_security()
                />
            </ul>
            {(!sections.is_empty())
                .then(|| {
                    view! {
                        <p class="app-nav-heading">{texts.admin_title()}</p>
                        <ul class="app-nav-list">
                            {sections
                                .into_iter()
                                .map(|section| {
                                    view! {
                                        <NavigationItem
                                            href=section.path()
                                            icon=section.icon()
                                            text=section.title(texts)
                                        />
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                })}
        </nav>
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

//! The frame of app pages: header, sidebar, content. On a phone the sidebar is behind a button,
//! which works before the page comes alive.

use contract::users::User;
use leptos::{html, prelude::*};
use leptos_router::{components::A, hooks::use_location};
use ui::{
    Avatar, AvatarSize, DropdownMenu, DropdownMenuContent, DropdownMenuForm, DropdownMenuItem,
    DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuTrigger, Icon, IconData, icons,
};

use crate::{
    app::revalidate_session,
    contexts::{location::provide_own_path, use_texts, use_user},
    layout::{
        mark::Mark,
        preferences::{LanguageSwitcher, ThemeSwitcher},
    },
};

/// Puts a page into the frame.
#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let texts = use_texts();
    let location = use_location();
    let (pathname, search) = (location.pathname, location.search);
    provide_own_path(Signal::derive(move || {
        let (path, search) = (pathname.get(), search.get());
        if search.is_empty() {
            path
        } else {
            format!("{path}?{search}")
        }
    }));
    let main = NodeRef::<html::Main>::new();
    let menu = NodeRef::<html::Details>::new();
    Effect::new(move |before: Option<String>| {
        let path = pathname.get();
        if before.is_some_and(|before| before != path) {
            arrive(main, menu);
            revalidate_session();
        }
        path
    });
    view! {
        // By the browser, not the router, which scrolls there but leaves the focus behind.
        <a class="skip-link" href="#main" rel="external">
            {texts.nav_skip()}
        </a>
        <div class="app">
            <Header menu />
            <aside class="app-sidebar" aria-label=texts.app_sidebar()>
                <div class="app-sidebar-content">
                    <Navigation />
                    <UserInfo />
                </div>
            </aside>
            <main id="main" class="app-main" tabindex="-1" node_ref=main>
                {children()}
            </main>
        </div>
    }
}

/// Does what a document load would: closes the menu and starts reading at the content.
fn arrive(main: NodeRef<html::Main>, menu: NodeRef<html::Details>) {
    if let Some(menu) = menu.get_untracked() {
        menu.set_open(false);
    }
    if let Some(main) = main.get_untracked() {
        // It fails only for elements that have left the document.
        drop(main.focus());
    }
}

#[component]
fn Header(menu: NodeRef<html::Details>) -> impl IntoView {
    let texts = use_texts();
    view! {
        <header class="app-header">
            <details class="app-menu" node_ref=menu>
                <summary class="button button-ghost button-icon" aria-label=texts.action_open_menu()>
                    <Icon icon=icons::MENU class="app-menu-closed" />
                    <Icon icon=icons::X class="app-menu-opened" />
                </summary>
                <div class="app-menu-panel">
                    <Navigation />
                    <UserInfo />
                </div>
            </details>
            <A href="/dashboard" attr:class="app-brand">
                <Mark />
                <span class="app-brand-name">{texts.brand_name()}</span>
            </A>
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
    let is_superuser = use_user(|user| user.is_superuser);
    view! {
        <nav class="app-nav" aria-label=texts.nav_main()>
            <ul class="app-nav-list">
                <NavigationItem
                    href="/dashboard"
                    icon=icons::LAYOUT_DASHBOARD
                    text=texts.nav_dashboard()
                />
                {move || {
                    is_superuser
                        .get()
                        .then(|| {
                            view! {
                                <NavigationItem
                                    href="/users"
                                    icon=icons::USERS
                                    text=texts.nav_users()
                                />
                            }
                        })
                }}
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
        </nav>
    }
}

#[component]
fn NavigationItem(href: &'static str, icon: IconData, text: &'static str) -> impl IntoView {
    view! {
        <li>
            <A href attr:class="app-nav-link">
                <Icon icon />
                <span>{text}</span>
            </A>
        </li>
    }
}

#[component]
fn UserInfo() -> impl IntoView {
    let name = use_user(User::full_name);
    let email = use_user(|user| user.email.clone());
    view! {
        <div class="app-user">
            {move || view! { <Avatar name=name.get() size=AvatarSize::Md /> }}
            <div class="app-user-text">
                <p class="app-user-name">{name}</p>
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
    let name = use_user(User::full_name);
    let email = use_user(|user| user.email.clone());
    view! {
        <DropdownMenu id="user-menu">
            <DropdownMenuTrigger class="app-user-trigger">
                <span class="visually-hidden">{texts.nav_account_menu()}</span>
                {move || view! { <Avatar name=name.get() size=AvatarSize::Sm /> }}
            </DropdownMenuTrigger>
            <DropdownMenuContent class="app-user-content">
                <DropdownMenuLabel>
                    <span class="app-user-name">{name}</span>
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

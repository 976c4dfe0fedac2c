//! The first screen: one sentence, two ways on, and the product itself.

use i18n::{CivilDateTime, Texts};
use leptos::prelude::*;
use ui::{ButtonLink, ButtonSize, ButtonVariant, Icon, icons};

use crate::{
    contexts::{use_auth, use_texts},
    layout::mark::Mark,
};

struct Person {
    name: &'static str,
    initials: &'static str,
    email: &'static str,
    joined: (i32, u32, u32),
    standing: Standing,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Active,
    Deactivated,
    Superuser,
}

impl Standing {
    const fn class(self) -> &'static str {
        match self {
            Self::Active => "mock-badge mock-badge-positive",
            Self::Deactivated => "mock-badge",
            Self::Superuser => "mock-badge mock-badge-accent",
        }
    }

    fn label(self, texts: &Texts) -> &str {
        match self {
            Self::Active => texts.landing_mock_active(),
            Self::Deactivated => texts.landing_mock_deactivated(),
            Self::Superuser => texts.landing_mock_superuser(),
        }
    }
}

const PEOPLE: [Person; 6] = [
    Person {
        name: "Ada Lovelace",
        initials: "AL",
        email: "ada@example.com",
        joined: (2026, 11, 3),
        standing: Standing::Active,
    },
    Person {
        name: "Grace Hopper",
        initials: "GH",
        email: "grace@example.com",
        joined: (2026, 11, 2),
        standing: Standing::Superuser,
    },
    Person {
        name: "Alan Turing",
        initials: "AT",
        email: "alan@example.com",
        joined: (2026, 10, 28),
        standing: Standing::Active,
    },
    Person {
        name: "Katherine Johnson",
        initials: "KJ",
        email: "katherine@example.com",
        joined: (2026, 10, 21),
        standing: Standing::Active,
    },
    Person {
        name: "Edsger Dijkstra",
        initials: "ED",
        email: "edsger@example.com",
        joined: (2026, 10, 16),
        standing: Standing::Deactivated,
    },
    Person {
        name: "Barbara Liskov",
        initials: "BL",
        email: "barbara@example.com",
        joined: (2026, 10, 9),
        standing: Standing::Active,
    },
];

pub(super) fn hero() -> AnyView {
    let texts = use_texts();
    let signed_in = use_auth().with_untracked(Option::is_some);
    let (href, start) = if signed_in {
        ("/dashboard", texts.landing_hero_dashboard())
    } else {
        ("/register", texts.landing_hero_start())
    };
    view! {
        <section class="hero" aria-labelledby="hero-title">
            <div class="site-container hero-words">
                <p class="hero-eyebrow">{texts.landing_hero_eyebrow()}</p>
                <h1 class="hero-title" id="hero-title">
                    {texts.landing_hero_title()}
                </h1>
                <p class="hero-lead">{texts.landing_hero_lead()}</p>
                <div class="hero-actions">
                    <ButtonLink href size=ButtonSize::Lg external=true>
                        {start}
                        <Icon icon=icons::ARROW_RIGHT />
                    </ButtonLink>
                    <ButtonLink
                        href=contract::path::DOCS
                        size=ButtonSize::Lg
                        variant=ButtonVariant::Outline
                        external=true
                    >
                        {texts.landing_hero_api()}
                    </ButtonLink>
                </div>
            </div>
            <div class="site-container">
                <Stage />
            </div>
        </section>
    }
    .into_any()
}

/// The product as a picture made of HTML: sharp at any size, in the visitor's language and theme.
#[component]
fn Stage() -> impl IntoView {
    let texts = use_texts();
    view! {
        <div class="stage" role="img" aria-label=texts.landing_visual_label()>
            <div class="stage-window" aria-hidden="true">
                <div class="stage-bar">
                    <span class="stage-dots"></span>
                    <span class="stage-address" dir="ltr">
                        "localhost:3000/admin/users"
                    </span>
                </div>
                <div class="mock">
                    <MockSidebar />
                    <MockUsers />
                </div>
            </div>
            <div class="stage-terminal">
                <Terminal />
            </div>
        </div>
    }
}

#[component]
fn MockSidebar() -> impl IntoView {
    let texts = use_texts();
    let entries = [
        (icons::LAYOUT_DASHBOARD, texts.nav_dashboard(), false),
        (icons::USERS, texts.nav_users(), true),
        (icons::USER, texts.nav_profile(), false),
        (icons::SHIELD, texts.nav_security(), false),
    ];
    view! {
        <div class="mock-sidebar">
            <div class="mock-brand">
                <Mark />
                {texts.brand_name()}
            </div>
            {entries
                .into_iter()
                .map(|(icon, label, current)| {
                    view! {
                        <div class="mock-entry" class:mock-entry-current=current>
                            <Icon icon />
                            {label}
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

#[component]
fn MockUsers() -> impl IntoView {
    let texts = use_texts();
    view! {
        <div class="mock-main">
            <div class="mock-heading">
                <div>
                    <div class="mock-title">{texts.nav_users()}</div>
                    <div class="mock-muted">{texts.landing_mock_users_lead()}</div>
                </div>
                <div class="mock-search">
                    <Icon icon=icons::SEARCH />
                    {texts.landing_mock_search()}
                </div>
            </div>
            <div class="mock-table">
                <div class="mock-row mock-row-head">
                    <div>{texts.landing_mock_name()}</div>
                    <div>{texts.landing_mock_status()}</div>
                    <div class="mock-joined">{texts.landing_mock_joined()}</div>
                </div>
                {PEOPLE.iter().map(|person| mock_row(person, texts)).collect_view()}
            </div>
        </div>
    }
}

fn mock_row(person: &'static Person, texts: &'static Texts) -> impl IntoView {
    let (year, month, day) = person.joined;
    let joined = texts.date(CivilDateTime {
        year,
        month,
        day,
        hour: 0,
        minute: 0,
        second: 0,
    });
    view! {
        <div class="mock-row">
            <div class="mock-person">
                <span class="mock-avatar">{person.initials}</span>
                <div class="mock-person-words">
                    <div class="mock-name">
                        <bdi>{person.name}</bdi>
                    </div>
                    <div class="mock-muted">
                        <bdi>{person.email}</bdi>
                    </div>
                </div>
            </div>
            <div>
                <span class=person.standing.class()>{person.standing.label(texts)}</span>
            </div>
            <div class="mock-joined mock-muted">{joined}</div>
        </div>
    }
}

/// What `cargo xtask dev` prints; commands are the same in every language, left to right.
#[component]
fn Terminal() -> impl IntoView {
    let addresses = [
        ("App", "http://localhost:3000"),
        ("API docs", "http://localhost:3000/api/docs"),
        ("Mailbox", "http://localhost:3000/dev/mail"),
    ];
    view! {
        <div class="terminal" dir="ltr" aria-hidden="true">
            <div class="terminal-bar">
                <span class="stage-dots"></span>
            </div>
            <div class="terminal-body">
                <div class="terminal-line">
                    <span class="terminal-prompt">"$"</span>
                    "cargo xtask dev"
                </div>
                <div class="terminal-line terminal-good">"Pilaster is serving"</div>
                {addresses
                    .into_iter()
                    .map(|(name, value)| {
                        view! {
                            <div class="terminal-line terminal-pair">
                                <span class="terminal-key">{name}</span>
                                <span class="terminal-value">{value}</span>
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

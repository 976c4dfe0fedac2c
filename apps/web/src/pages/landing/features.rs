//! What works today, each claim beside a small picture of it.

use contract::Locale;
use i18n::Texts;
use leptos::prelude::*;
use ui::{Icon, IconData, icons};

use super::SectionHead;
use crate::contexts::use_texts;

pub(super) fn features() -> AnyView {
    let texts = use_texts();
    view! {
        <section class="landing-section" id="features" aria-labelledby="features-title">
            <div class="site-container">
                <SectionHead
                    id="features-title"
                    eyebrow=texts.landing_features_eyebrow()
                    title=texts.landing_features_title()
                    lead=texts.landing_features_lead()
                />
                <ul class="bento" role="list">
                    <OfPeople />
                    <OfPrograms />
                </ul>
                <p class="roadmap">
                    <strong>{texts.landing_next_title()}</strong>
                    " "
                    {texts.landing_next_text()}
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// What people do: accounts, teams, what they share.
#[component]
fn OfPeople() -> impl IntoView {
    let texts = use_texts();
    view! {
        <Tile
            class="bento-half"
            title=texts.landing_accounts_title()
            text=texts.landing_accounts_text()
        >
            <AccountSteps />
        </Tile>
        <Tile
            class="bento-half"
            title=texts.landing_sessions_title()
            text=texts.landing_sessions_text()
        >
            <TokenChain />
        </Tile>
        <Tile
            class="bento-half"
            title=texts.landing_teams_title()
            text=texts.landing_teams_text()
        >
            <TeamSteps />
        </Tile>
        <Tile
            class="bento-half"
            title=texts.landing_audit_title()
            text=texts.landing_audit_text()
        >
            <VerifiedLogs />
        </Tile>
        <Remark
            icon=icons::MAIL
            title=texts.landing_invitations_title()
            text=texts.landing_invitations_text()
        />
        <Remark
            icon=icons::FOLDER
            title=texts.landing_sharing_title()
            text=texts.landing_sharing_text()
        />
        <Remark
            icon=icons::BELL
            title=texts.landing_notifications_title()
            text=texts.landing_notifications_text()
        />
        <Remark
            icon=icons::SETTINGS
            title=texts.landing_admin_title()
            text=texts.landing_admin_text()
        />
    }
}

/// What carries it: the API, jobs, languages, databases.
#[component]
fn OfPrograms() -> impl IntoView {
    let texts = use_texts();
    view! {
        <Tile
            class="bento-third"
            title=texts.landing_api_title()
            text=texts.landing_api_text()
        >
            <ProblemSample />
        </Tile>
        <Tile
            class="bento-third"
            title=texts.landing_jobs_title()
            text=texts.landing_jobs_text()
        >
            <KilledWorker />
        </Tile>
        <Tile
            class="bento-third"
            title=texts.landing_languages_title()
            text=texts.landing_languages_text()
        >
            <BothDirections />
        </Tile>
        <Remark
            icon=icons::DATABASE
            title=texts.landing_databases_title()
            text=texts.landing_databases_text()
        />
        <Remark
            icon=icons::ZAP
            title=texts.landing_rendering_title()
            text=texts.landing_rendering_text()
        />
        <Remark
            icon=icons::USERS
            title=texts.landing_accessible_title()
            text=texts.landing_accessible_text()
        />
        <Remark
            icon=icons::SHIELD
            title=texts.landing_security_title()
            text=texts.landing_security_text()
        />
    }
}

/// A feature with a picture.
#[component]
fn Tile(
    class: &'static str,
    title: &'static str,
    text: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <li class=format!("tile {class}")>
            <div class="tile-visual">{children()}</div>
            <h3 class="tile-title">{title}</h3>
            <p class="tile-text">{text}</p>
        </li>
    }
}

/// A feature that words alone explain.
#[component]
fn Remark(icon: IconData, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <li class="tile bento-quarter">
            <span class="tile-icon">
                <Icon icon />
            </span>
            <h3 class="tile-title">{title}</h3>
            <p class="tile-text">{text}</p>
        </li>
    }
}

/// A call of the API, and the status with which it ends.
struct Step {
    icon: IconData,
    label: &'static str,
    call: &'static str,
    status: &'static str,
}

#[component]
fn AccountSteps() -> impl IntoView {
    let texts = use_texts();
    steps([
        Step {
            icon: icons::USER,
            label: texts.landing_accounts_step_sign_up(),
            call: "POST /auth/register",
            status: "201",
        },
        Step {
            icon: icons::MAIL,
            label: texts.landing_accounts_step_mail(),
            call: "POST /auth/verify-email",
            status: "204",
        },
        Step {
            icon: icons::LOCK,
            label: texts.landing_accounts_step_sign_in(),
            call: "POST /auth/login",
            status: "200",
        },
    ])
}

/// What three people of a team may do with one project.
#[component]
fn TeamSteps() -> impl IntoView {
    let texts = use_texts();
    steps([
        Step {
            icon: icons::SHIELD,
            label: texts.role_name_owner(),
            call: "DELETE /projects/{id}",
            status: "204",
        },
        Step {
            icon: icons::USERS,
            label: texts.role_name_member(),
            call: "DELETE /projects/{id}",
            status: "403",
        },
        Step {
            icon: icons::USER,
            label: texts.landing_teams_step_shared(),
            call: "PATCH /projects/{id}",
            status: "200",
        },
    ])
}

fn steps(steps: [Step; 3]) -> impl IntoView {
    let step = |step: Step| {
        let Step {
            icon,
            label,
            call,
            status,
        } = step;
        let class = if status.starts_with('2') {
            "account-step-status"
        } else {
            "account-step-status account-step-refused"
        };
        view! {
            <li class="account-step">
                <span class="account-step-icon">
                    <Icon icon />
                </span>
                <span class="account-step-label">{label}</span>
                <code class="account-step-call" dir="ltr">
                    {call}
                </code>
                <span class=class>{status}</span>
            </li>
        }
    };
    view! {
        <ol class="account-steps" role="list">
            {steps.into_iter().map(step).collect_view()}
        </ol>
    }
}

/// Rotation, and the token that comes back.
#[component]
fn TokenChain() -> impl IntoView {
    let texts = use_texts();
    view! {
        <div class="token-chain" role="img" aria-label=texts.landing_sessions_visual()>
            <div class="token-row" aria-hidden="true">
                <Token name="9f3c" state=texts.landing_sessions_used() class="token" />
                <span class="token-arrow">
                    <Icon icon=icons::ARROW_RIGHT />
                </span>
                <Token name="41be" state=texts.landing_sessions_used() class="token" />
                <span class="token-arrow">
                    <Icon icon=icons::ARROW_RIGHT />
                </span>
                <Token
                    name="c07d"
                    state=texts.landing_sessions_current()
                    class="token token-current"
                />
            </div>
            <div class="token-row token-row-theft" aria-hidden="true">
                <Token
                    name="9f3c"
                    state=texts.landing_sessions_reused()
                    class="token token-reused"
                />
                <span class="token-arrow token-arrow-theft">
                    <Icon icon=icons::ARROW_RIGHT />
                </span>
                <span class="token-ended">
                    <Icon icon=icons::SHIELD />
                    {texts.landing_sessions_ended()}
                </span>
            </div>
        </div>
    }
}

#[component]
fn Token(name: &'static str, state: &'static str, class: &'static str) -> impl IntoView {
    view! {
        <span class=class>
            <code dir="ltr">{name}"…"</code>
            <span class="token-state">{state}</span>
        </span>
    }
}

#[component]
fn ProblemSample() -> impl IntoView {
    let lines = [
        ("title", "\"Unauthorized\""),
        ("status", "401"),
        ("code", "\"auth.invalid_credentials\""),
        ("request_id", "\"019a…\""),
    ];
    view! {
        <div class="snippet" dir="ltr">
            <div class="snippet-head">"application/problem+json"</div>
            <pre class="snippet-body">
                <code>
                    {"{\n"}
                    {lines
                        .into_iter()
                        .enumerate()
                        .map(|(index, (key, value))| {
                            let class =
                                if value.starts_with('"') { "tok-string" } else { "tok-number" };
                            let end = if index + 1 < lines.len() { ",\n" } else { "\n" };
                            view! {
                                "  "
                                <span class="tok-type">{format!("\"{key}\"")}</span>
                                ": "
                                <span class=class>{value}</span>
                                {end}
                            }
                        })
                        .collect_view()} "}"
                </code>
            </pre>
        </div>
    }
}

/// One job, from the transaction that queues it to the mail that is sent.
#[component]
fn KilledWorker() -> impl IntoView {
    terminal([
        ("terminal-dim", "queued", "with the sign-up"),
        ("terminal-dim", "running", "worker 1"),
        ("terminal-bad", "kill -9", "worker 1"),
        ("terminal-dim", "running", "worker 2, attempt 2"),
        ("terminal-good", "done", "one mail sent"),
    ])
}

/// What is found of a line that somebody has changed in the database.
#[component]
fn VerifiedLogs() -> impl IntoView {
    terminal([
        ("terminal-dim", "$", "pilaster audit verify"),
        ("terminal-good", "product", "whole, 12 lines"),
        ("terminal-good", "mills", "whole, 214 lines"),
        ("terminal-bad", "looms", "CHANGED: line 3"),
        ("terminal-dim", "error", "1 of 3 audit logs are not whole"),
    ])
}

fn terminal(lines: [(&'static str, &'static str, &'static str); 5]) -> impl IntoView {
    view! {
        <div class="terminal" dir="ltr" aria-hidden="true">
            <div class="terminal-body">
                {lines
                    .into_iter()
                    .map(|(class, state, detail)| {
                        view! {
                            <div class="terminal-line terminal-pair">
                                <span class=class>{state}</span>
                                <span class="terminal-value">{detail}</span>
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// The same small card twice, once from each side, in the words of each catalogue.
#[component]
fn BothDirections() -> impl IntoView {
    view! {
        <div class="directions" aria-hidden="true">
            {Locale::ALL.into_iter().map(direction_card).collect_view()}
        </div>
    }
}

fn direction_card(locale: Locale) -> impl IntoView {
    let texts = Texts::embedded(locale);
    view! {
        <div class="direction-card" lang=locale.code() dir=locale.dir()>
            <span class="mock-avatar">"AL"</span>
            <span class="direction-words">
                <span class="direction-greeting">{texts.landing_languages_sample()}</span>
                <span class="mock-muted">{texts.landing_languages_count(3)}</span>
            </span>
            <Icon icon=icons::CHEVRON_RIGHT />
        </div>
    }
}

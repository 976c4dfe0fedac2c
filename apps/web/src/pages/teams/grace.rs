//! The time that a member has to set up a second factor.

use leptos::prelude::*;
use ui::{Alert, AlertVariant, ButtonLink, ButtonSize, ButtonVariant};

use super::use_team;
use crate::contexts::{use_calendar, use_texts};

/// Says until when the user needs a second factor, and leads to where it is set up. Whom the team keeps
/// out already is told so instead of the page.
#[component]
pub(super) fn Grace() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let calendar = use_calendar();
    let until = Memo::new(move |_| {
        team.with(|team| {
            let has_time = team.needs_mfa && !team.is_kept_out;
            team.mfa_required_from.filter(|_| has_time)
        })
    });
    move || {
        until.get().map(|at| {
            let day = calendar.date(at);
            view! {
                <Alert
                    variant=AlertVariant::Warning
                    title=texts.teams_grace_title(&day)
                >
                    <p>{texts.teams_grace_text()}</p>
                    <ButtonLink
                        href="/settings/security"
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                        class="alert-action"
                    >
                        {texts.teams_mfa_action()}
                    </ButtonLink>
                </Alert>
            }
        })
    }
}

//! The banner on every page of who acts as somebody else.

use i18n::CivilDateTime;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonSize, ButtonVariant, Icon, icons};

use crate::contexts::{use_auth, use_texts};

/// Where somebody acts as themselves again.
pub const END_PATH: &str = "/impersonation/end";

/// Says who acts as whom and until when, and leads back. It is there for who does that alone.
#[component]
pub fn ImpersonationBanner() -> impl IntoView {
    let texts = use_texts();
    let user = use_auth().get_untracked()?;
    let impersonation = user.impersonation.clone()?;
    let until = CivilDateTime::in_zone(impersonation.expires_at, &user.time_zone);
    let text = texts.impersonation_text(&impersonation.by, &user.full_name(), &texts.time(until));
    Some(view! {
        <aside class="impersonation" aria-label=texts.impersonation_title()>
            <Icon icon=icons::TRIANGLE_ALERT />
            <p class="impersonation-text">{text}</p>
            <form method="post" action=END_PATH>
                <Button
                    kind=ButtonKind::Submit
                    size=ButtonSize::Sm
                    variant=ButtonVariant::Secondary
                >
                    {texts.impersonation_end()}
                </Button>
            </form>
        </aside>
    })
}

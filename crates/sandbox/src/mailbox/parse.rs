//! From the bytes of a mail to what its reader sees.

use mail_parser::{Addr, Message, MessageParser, PartType};

use crate::mailbox::Mail;
use crate::mailbox::folder::Envelope;

pub(crate) fn mail(id: u64, envelope: &Envelope, raw: &[u8]) -> Mail {
    let id = id.to_string();
    let mut mail = Mail {
        message_id: format!("{id}@mailbox.test"),
        id,
        from: envelope.from.clone(),
        to: envelope.to.clone(),
        subject: String::new(),
        text: String::new(),
        html: None,
        received_at: envelope.received_at,
        headers: Vec::new(),
    };
    if let Some(message) = MessageParser::default().parse(raw) {
        fill(&mut mail, &message);
    }
    mail
}

fn fill(mail: &mut Mail, message: &Message<'_>) {
    if let Some(message_id) = message.message_id().filter(|id| !id.is_empty()) {
        message_id.clone_into(&mut mail.message_id);
    }
    if let Some(from) = message
        .from()
        .and_then(|from| from.first())
        .and_then(sender)
    {
        mail.from = from;
    }
    message
        .subject()
        .unwrap_or_default()
        .clone_into(&mut mail.subject);
    mail.text = message
        .body_text(0)
        .map(|text| lines(&text))
        .unwrap_or_default();
    mail.html = message.html_part(0).and_then(|part| match &part.body {
        PartType::Html(html) => Some(lines(html)),
        // The parser offers the text part where there is no HTML.
        _ => None,
    });
    mail.headers = message
        .headers_raw()
        .map(|(name, value)| (name.to_owned(), unfold(value)))
        .collect();
}

fn sender(from: &Addr<'_>) -> Option<String> {
    let address = from.address()?;
    Some(
        from.name()
            .map_or_else(|| address.to_owned(), |name| format!("{name} <{address}>")),
    )
}

/// Ends lines as everything but mail does.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn unfold(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The icons that the pages use.
//!
//! From Lucide <https://lucide.dev>, version 1.62.0, under the ISC License:
//!
//! Copyright (c) 2026 Lucide Icons and Contributors
//!
//! Permission to use, copy, modify, and/or distribute this software for any purpose with or
//! without fee is hereby granted, provided that the above copyright notice and this permission
//! notice appear in all copies.
//!
//! THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
//! SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE
//! AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
//! WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
//! NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE
//! OF THIS SOFTWARE.
//!
//! Of these, x, check, chevron-down, chevron-up, chevron-left, chevron-right, search, moon,
//! monitor, smartphone, tablet, log-out, lock, key, info, plus, arrow-right, server, database, code,
//! terminal are derived from Feather <https://feathericons.com>, under the MIT License:
//!
//! Copyright (c) 2013-present Cole Bemis
//!
//! Permission is hereby granted, free of charge, to any person obtaining a copy of this software
//! and associated documentation files (the "Software"), to deal in the Software without
//! restriction, including without limitation the rights to use, copy, modify, merge, publish,
//! distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
//! Software is furnished to do so, subject to the following conditions:
//!
//! The above copyright notice and this permission notice shall be included in all copies or
//! substantial portions of the Software.
//!
//! THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
//! BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
//! NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
//! DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
//! OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
//!
//! Each icon is a constant of its own, so that a browser bundle holds only those it shows.

use crate::icon::IconData;

/// The icon `menu`.
pub const MENU: IconData =
    IconData::new(r#"<path d="M4 5h16"/><path d="M4 12h16"/><path d="M4 19h16"/>"#);

/// The icon `x`.
pub const X: IconData = IconData::new(r#"<path d="M18 6 6 18"/><path d="m6 6 12 12"/>"#);

/// The icon `check`.
pub const CHECK: IconData = IconData::new(r#"<path d="M20 6 9 17l-5-5"/>"#);

/// The icon `copy`.
pub const COPY: IconData = IconData::new(
    r#"<rect width="14" height="14" x="8" y="8" rx="2" ry="2"/><path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"/>"#,
);

/// The icon `download`.
pub const DOWNLOAD: IconData = IconData::new(
    r#"<path d="M12 15V3"/><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"/><path d="m7 10 5 5 5-5"/>"#,
);

/// The icon `printer`.
pub const PRINTER: IconData = IconData::new(
    r#"<path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"/><path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"/><rect x="6" y="14" width="12" height="8" rx="1"/>"#,
);

/// The icon `chevron-down`.
pub const CHEVRON_DOWN: IconData = IconData::new(r#"<path d="m6 9 6 6 6-6"/>"#);

/// The icon `chevron-up`.
pub const CHEVRON_UP: IconData = IconData::new(r#"<path d="m18 15-6-6-6 6"/>"#);

/// The icon `chevrons-up-down`.
pub const CHEVRONS_UP_DOWN: IconData =
    IconData::new(r#"<path d="m7 15 5 5 5-5"/><path d="m7 9 5-5 5 5"/>"#);

/// The icon `chevron-left`.
pub const CHEVRON_LEFT: IconData = IconData::directional(r#"<path d="m15 18-6-6 6-6"/>"#);

/// The icon `chevron-right`.
pub const CHEVRON_RIGHT: IconData = IconData::directional(r#"<path d="m9 18 6-6-6-6"/>"#);

/// The icon `folder`.
pub const FOLDER: IconData = IconData::new(
    r#"<path d="M20 20a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-7.9a2 2 0 0 1-1.69-.9L9.6 3.9A2 2 0 0 0 7.93 3H4a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2Z"/>"#,
);

/// The icon `plus`.
pub const PLUS: IconData = IconData::new(r#"<path d="M5 12h14"/><path d="M12 5v14"/>"#);

/// The icon `search`.
pub const SEARCH: IconData =
    IconData::new(r#"<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>"#);

/// The icon `sun`.
pub const SUN: IconData = IconData::new(
    r#"<circle cx="12" cy="12" r="4"/><path d="M12 2v2"/><path d="M12 20v2"/><path d="m4.93 4.93 1.41 1.41"/><path d="m17.66 17.66 1.41 1.41"/><path d="M2 12h2"/><path d="M20 12h2"/><path d="m6.34 17.66-1.41 1.41"/><path d="m19.07 4.93-1.41 1.41"/>"#,
);

/// The icon `moon`.
pub const MOON: IconData = IconData::new(
    r#"<path d="M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"/>"#,
);

/// The icon `monitor`.
pub const MONITOR: IconData = IconData::new(
    r#"<rect width="20" height="14" x="2" y="3" rx="2"/><line x1="8" x2="16" y1="21" y2="21"/><line x1="12" x2="12" y1="17" y2="21"/>"#,
);

/// The icon `smartphone`.
pub const SMARTPHONE: IconData = IconData::new(
    r#"<rect width="14" height="20" x="5" y="2" rx="2" ry="2"/><path d="M12 18h.01"/>"#,
);

/// The icon `tablet`.
pub const TABLET: IconData = IconData::new(
    r#"<rect width="16" height="20" x="4" y="2" rx="2" ry="2"/><line x1="12" x2="12.01" y1="18" y2="18"/>"#,
);

/// The icon `globe`.
pub const GLOBE: IconData = IconData::new(
    r#"<circle cx="12" cy="12" r="10"/><path d="M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"/><path d="M2 12h20"/>"#,
);

/// The icon `user`.
pub const USER: IconData = IconData::new(
    r#"<path d="M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"/><circle cx="12" cy="7" r="4"/>"#,
);

/// The icon `users`.
pub const USERS: IconData = IconData::new(
    r#"<path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2"/><path d="M16 3.128a4 4 0 0 1 0 7.744"/><path d="M22 21v-2a4 4 0 0 0-3-3.87"/><circle cx="9" cy="7" r="4"/>"#,
);

/// The icon `settings`.
pub const SETTINGS: IconData = IconData::new(
    r#"<path d="M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915"/><circle cx="12" cy="12" r="3"/>"#,
);

/// The icon `shield`.
pub const SHIELD: IconData = IconData::new(
    r#"<path d="M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z"/>"#,
);

/// The icon `log-out`.
pub const LOG_OUT: IconData = IconData::directional(
    r#"<path d="m16 17 5-5-5-5"/><path d="M21 12H9"/><path d="M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"/>"#,
);

/// The icon `layout-dashboard`.
pub const LAYOUT_DASHBOARD: IconData = IconData::new(
    r#"<rect width="7" height="9" x="3" y="3" rx="1"/><rect width="7" height="5" x="14" y="3" rx="1"/><rect width="7" height="9" x="14" y="12" rx="1"/><rect width="7" height="5" x="3" y="16" rx="1"/>"#,
);

/// The icon `mail`.
pub const MAIL: IconData = IconData::new(
    r#"<path d="m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7"/><rect x="2" y="4" width="20" height="16" rx="2"/>"#,
);

/// The icon `mail-check`.
pub const MAIL_CHECK: IconData = IconData::new(
    r#"<path d="M22 13V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v12c0 1.1.9 2 2 2h8"/><path d="m22 7-8.97 5.7a1.94 1.94 0 0 1-2.06 0L2 7"/><path d="m16 19 2 2 4-4"/>"#,
);

/// The icon `lock`.
pub const LOCK: IconData = IconData::new(
    r#"<rect width="18" height="11" x="3" y="11" rx="2" ry="2"/><path d="M7 11V7a5 5 0 0 1 10 0v4"/>"#,
);

/// The icon `key`.
pub const KEY: IconData = IconData::new(
    r#"<path d="m2 21 9.6-9.6"/><path d="m7.5 15.5 2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19"/><circle cx="15.5" cy="7.5" r="5.5"/>"#,
);

/// The icon `eye`.
pub const EYE: IconData = IconData::new(
    r#"<path d="M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0"/><circle cx="12" cy="12" r="3"/>"#,
);

/// The icon `eye-off`.
pub const EYE_OFF: IconData = IconData::new(
    r#"<path d="M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49"/><path d="M14.084 14.158a3 3 0 0 1-4.242-4.242"/><path d="M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143"/><path d="m2 2 20 20"/>"#,
);

/// The icon `circle-alert`.
pub const CIRCLE_ALERT: IconData = IconData::new(
    r#"<circle cx="12" cy="12" r="10"/><line x1="12" x2="12" y1="8" y2="12"/><line x1="12" x2="12.01" y1="16" y2="16"/>"#,
);

/// The icon `triangle-alert`.
pub const TRIANGLE_ALERT: IconData = IconData::new(
    r#"<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>"#,
);

/// The icon `info`.
pub const INFO: IconData =
    IconData::new(r#"<circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/>"#);

/// The icon `circle-check`.
pub const CIRCLE_CHECK: IconData =
    IconData::new(r#"<circle cx="12" cy="12" r="10"/><path d="m16 9-5.5 5.5L8 12"/>"#);

/// The icon `arrow-right`.
pub const ARROW_RIGHT: IconData =
    IconData::directional(r#"<path d="M5 12h14"/><path d="m12 5 7 7-7 7"/>"#);

/// The icon `loader-circle`.
pub const LOADER_CIRCLE: IconData = IconData::new(r#"<path d="M21 12a9 9 0 1 1-6.219-8.56"/>"#);

/// The icon `server`.
pub const SERVER: IconData = IconData::new(
    r#"<rect width="20" height="8" x="2" y="2" rx="2" ry="2"/><rect width="20" height="8" x="2" y="14" rx="2" ry="2"/><line x1="6" x2="6.01" y1="6" y2="6"/><line x1="6" x2="6.01" y1="18" y2="18"/>"#,
);

/// The icon `database`.
pub const DATABASE: IconData = IconData::new(
    r#"<ellipse cx="12" cy="5" rx="9" ry="3"/><path d="M3 5V19A9 3 0 0 0 21 19V5"/><path d="M3 12A9 3 0 0 0 21 12"/>"#,
);

/// The icon `zap`.
pub const ZAP: IconData = IconData::new(
    r#"<path d="M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"/>"#,
);

/// The icon `code`.
pub const CODE: IconData = IconData::new(r#"<path d="m16 18 6-6-6-6"/><path d="m8 6-6 6 6 6"/>"#);

/// The icon `git-branch`.
pub const GIT_BRANCH: IconData = IconData::new(
    r#"<path d="M15 6a9 9 0 0 0-9 9V3"/><circle cx="18" cy="6" r="3"/><circle cx="6" cy="18" r="3"/>"#,
);

/// The icon `credit-card`.
pub const CREDIT_CARD: IconData = IconData::new(
    r#"<rect width="20" height="14" x="2" y="5" rx="2"/><line x1="2" x2="22" y1="10" y2="10"/><path d="M6 14h2"/>"#,
);

/// The icon `languages`.
pub const LANGUAGES: IconData = IconData::new(
    r#"<path d="m5 8 6 6"/><path d="m4 14 6-6 2-3"/><path d="M2 5h12"/><path d="M7 2h1"/><path d="m22 22-5-10-5 10"/><path d="M14 18h6"/>"#,
);

/// The icon `palette`.
pub const PALETTE: IconData = IconData::new(
    r#"<path d="M12 22a1 1 0 0 1 0-20 10 9 0 0 1 10 9 5 5 0 0 1-5 5h-2.25a1.75 1.75 0 0 0-1.4 2.8l.3.4a1.75 1.75 0 0 1-1.4 2.8z"/><circle cx="13.5" cy="6.5" r=".5" fill="currentColor"/><circle cx="17.5" cy="10.5" r=".5" fill="currentColor"/><circle cx="6.5" cy="12.5" r=".5" fill="currentColor"/><circle cx="8.5" cy="7.5" r=".5" fill="currentColor"/>"#,
);

/// The icon `terminal`.
pub const TERMINAL: IconData = IconData::new(r#"<path d="M12 19h8"/><path d="m4 17 6-6-6-6"/>"#);

/// The icon `book-open`.
pub const BOOK_OPEN: IconData = IconData::new(
    r#"<path d="M12 5v16"/><path d="M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z"/>"#,
);

/// The icon `bell`.
pub const BELL: IconData = IconData::new(
    r#"<path d="M10.268 21a2 2 0 0 0 3.464 0"/><path d="M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326"/>"#,
);

/// The icon `megaphone`.
pub const MEGAPHONE: IconData = IconData::new(
    r#"<path d="M11 6a13 13 0 0 0 8.4-2.8A1 1 0 0 1 21 4v12a1 1 0 0 1-1.6.8A13 13 0 0 0 11 14H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z"/><path d="M6 14a12 12 0 0 0 2.4 7.2 2 2 0 0 0 3.2-2.4A8 8 0 0 1 10 14"/><path d="M8 6v8"/>"#,
);

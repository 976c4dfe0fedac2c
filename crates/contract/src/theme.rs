//! The look of the pages.

use crate::words::words;

words! {
    /// A colour theme.
    #[derive(Default)]
    Theme {
        /// Dark text on a light ground.
        Light = "light",
        /// Light text on a dark ground.
        Dark = "dark",
        /// What the device prefers.
        #[default]
        System = "system",
    }
}

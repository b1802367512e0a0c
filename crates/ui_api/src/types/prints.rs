//! Labels and where prints go.

super::ui_types! {
    /// How labels are printed on this device.
    pub struct LabelSettings {
        /// roll-62x29, roll-89x36, a4-3x8, a4-3x7, a4-2x6 or custom.
        pub format: String,
        /// The format of its own, in millimetres.
        pub custom: LabelFormat,
        /// `data_matrix` or `code128`.
        pub code: String,
        /// The system's printer labels go to; empty while none is chosen.
        pub printer: String,
        /// The first free label of the sheet, from 1.
        pub first: u32,
        /// Whether a label is printed with every registered document.
        pub on_registering: bool,
    }

    /// Where labels lie on a page, in millimetres.
    pub struct LabelFormat {
        /// Width of the page.
        pub page_width: f32,
        /// Height of the page.
        pub page_height: f32,
        /// Labels beside each other.
        pub columns: u32,
        /// Labels below each other.
        pub rows: u32,
        /// Width of a label.
        pub width: f32,
        /// Height of a label.
        pub height: f32,
        /// From the left edge to the first label.
        pub left: f32,
        /// From the upper edge to the first label.
        pub top: f32,
        /// Between two labels beside each other.
        pub gap_across: f32,
        /// Between two labels below each other.
        pub gap_down: f32,
    }

    /// Where a print goes: to a printer of the system, or to a file.
    pub struct PrintTarget {
        /// The printer; empty for a file.
        pub printer: String,
        /// The file, where no printer is named.
        pub path: String,
        /// Whether a file that is there already shall be replaced.
        pub replace: bool,
    }

    /// What came of printing labels.
    pub struct PrintedLabels {
        /// How many labels.
        pub n_labels: u32,
        /// The first label that is free now.
        pub next_first: u32,
    }
}

//! The status machine, told as stories.

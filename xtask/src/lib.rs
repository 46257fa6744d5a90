//! Laws and chores of the house.

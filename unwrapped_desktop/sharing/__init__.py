"""What leaves this computer, because somebody gives it away: what stays out of it, and the files that are made of the rest."""

// Keeps the target buildable until its first real file lands; delete it then.

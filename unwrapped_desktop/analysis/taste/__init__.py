"""Where a listener stands: two axes held against the reference table, seven traits held against a usual listener."""

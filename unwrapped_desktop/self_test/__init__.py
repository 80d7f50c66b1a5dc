"""`--self-test`: proves that a build of the program works, wherever it came from: a checkout, a wheel, a package, a bundle.

    run ............ the parts in their order, a line for each, and the exit code
    material ....... what several parts work on: a folder for a while, verdicts, an application without a display
    manifest ....... which shipped files there must be

The other modules hold the parts. Nothing is read of what the person keeps, but for what the diagnostics count; nothing is
written but to a temporary folder, and nothing reaches the network. All that is printed can be posted.
"""

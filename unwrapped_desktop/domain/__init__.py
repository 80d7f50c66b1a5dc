"""The values that everything else passes around: frozen, free of Qt, files and clocks."""

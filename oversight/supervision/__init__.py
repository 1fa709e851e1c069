"""电子监察: breaches and near misses found by declared criteria; cards, explanations, appeals (FD（二十））."""

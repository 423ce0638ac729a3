"""The verifier that travels with every copy: one file, standard library only."""

"""The pages of agreements: the agreement, confidentiality, signing, versions, starting words."""

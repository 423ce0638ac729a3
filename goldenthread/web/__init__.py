"""Where the domains meet: urls, pages, middleware and the console script. Known by no one below."""

"""What tests share: built sites, servers, terminals, repositories, the day it is."""

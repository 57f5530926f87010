// The page of an error has nothing but its message.
"use strict";

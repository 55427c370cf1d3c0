/** Classes that models of strangers name, of a package that nobody trusts. */
package com.example;

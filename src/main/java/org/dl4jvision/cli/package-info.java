/** The command-line tool: options, messages and exit codes around the other packages. */
package org.dl4jvision.cli;

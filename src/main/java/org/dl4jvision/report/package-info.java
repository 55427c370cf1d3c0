/** What a run leaves behind: its folder with configuration, metrics, curves and pictures. */
package org.dl4jvision.report;

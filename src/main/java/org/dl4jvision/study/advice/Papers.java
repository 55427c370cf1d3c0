package org.dl4jvision.study.advice;

/** Where rules have their findings from. */
public final class Papers {

  /** Twenty losses on six data sets. */
  public static final String MA = "Ma et al. 2021, doi 10.1016/j.media.2021.102035";

  /** Losses that are like the metric. */
  public static final String EELBODE = "Eelbode et al. 2020, arXiv 2010.13499";

  /** Proportions of regions under Dice and cross-entropy. */
  public static final String LIU = "Liu et al. 2021, arXiv 2104.08717";

  /** Dice of images without the class. */
  public static final String TILBORGHS = "Tilborghs et al. 2022, arXiv 2207.09521";

  /** Losses for vessels of the retina. */
  public static final String MMSEGMENTATION = "mmsegmentation, pull requests 818, 1024 and 1143";

  /** Unified focal loss. */
  public static final String YEUNG = "Yeung et al. 2022, arXiv 2102.04525";

  /** Overlap of centerlines. */
  public static final String SHIT = "Shit et al. 2021, arXiv 2003.07311";

  /** The boundary loss. */
  public static final String KERVADEC = "Kervadec et al. 2019, arXiv 1812.07032";

  /** How to choose a metric. */
  public static final String METRICS_RELOADED =
      "Metrics reloaded, Maier-Hein et al. 2024, doi 10.1038/s41592-023-02151-z";

  /** Calibration of networks that were trained by Dice. */
  public static final String MEHRTASH = "Mehrtash et al. 2020, arXiv 1911.13273";

  /** Weights by the median of frequencies. */
  public static final String MEDIAN_FREQUENCY =
      "Eigen and Fergus 2015, arXiv 1411.4734; a U-Net of CamVid trained so has 0.72 mean IoU, Open"
          + " Model Zoo, unet-camvid-onnx-0001";

  /** The Lovasz hinge. */
  public static final String BERMAN = "Berman et al. 2018, arXiv 1705.08790";

  /** Between cross-entropy and mean absolute error, for noisy labels. */
  public static final String GENERALIZED_CROSS_ENTROPY = "Zhang and Sabuncu 2018, arXiv 1805.07836";

  /** Label smoothing against noisy labels. */
  public static final String LUKASIK = "Lukasik et al. 2020, arXiv 2003.02819";

  /** How sure a mean of few images is. */
  public static final String FEW_IMAGES =
      "El Jurdi et al. 2023, arXiv 2307.10926, and 2022, arXiv 2210.14677";

  /** The U-Net. */
  public static final String UNET = "Ronneberger et al. 2015, arXiv 1505.04597";

  /** The head without anchors. */
  public static final String FCOS = "Tian et al. 2019, arXiv 1904.01355";

  /** Generalized IoU. */
  public static final String GIOU = "Rezatofighi et al. 2019, arXiv 1902.09630";

  /** Efficient IoU. */
  public static final String EIOU = "Zhang et al. 2021, arXiv 2101.08158";

  /** Distance and complete IoU. */
  public static final String CIOU = "Zheng et al. 2020, arXiv 1911.08287";

  /** Anchors in the sizes of the data. */
  public static final String YOLO = "Redmon and Farhadi 2017, arXiv 1612.08242";

  /** Weights by the effective number of examples. */
  public static final String EFFECTIVE_NUMBER = "Cui et al. 2019, arXiv 1901.05555";

  /** Slices of large images. */
  public static final String SLICES = "Akyon et al. 2022, arXiv 2202.06934";

  /** The data set of common objects, and its measures. */
  public static final String COCO = "Lin et al. 2014, arXiv 1405.0312";

  /** Our own measurements of detectors. */
  public static final String OWN_DETECTION = "our own measurements, docs/detection.md";

  /** What no paper says. */
  public static final String RULE_OF_THUMB = "a rule of thumb of ours; compare can check it";

  private Papers() {}
}

<?cs # Two kinds of takings over the days, stacked. Data: chart (box, lower, upper, top, middle, zero, first, last, till, web, total, empty, days.N), the heading's id "month". ?><figure class="card chart">
<div class="chart-plot" dir="ltr">
<p class="chart-scale" aria-hidden="true"><bdi><?cs var:chart.top ?></bdi><bdi><?cs var:chart.middle ?></bdi><bdi><?cs var:chart.zero ?></bdi></p>
<svg viewBox="<?cs var:chart.box ?>" preserveAspectRatio="none" role="img" aria-labelledby="month chart-says">
<path class="chart-grid" d="M0 0h600M0 80h600M0 160h600"/>
<path class="chart-till" d="<?cs var:chart.lower ?>"/>
<path class="chart-web" d="<?cs var:chart.upper ?>"/>
</svg>
<p class="chart-ends" aria-hidden="true"><bdi><?cs var:chart.first ?></bdi><bdi><?cs var:chart.last ?></bdi></p>
</div>
<figcaption id="chart-says"><?cs if:chart.empty ?><?cs var:t("Nothing was sold in these days.") ?><?cs else ?><span class="chart-key chart-key-till"><?cs var:t("Till") ?> <strong><?cs var:chart.till ?></strong></span> <span class="chart-key chart-key-web"><?cs var:t("Web") ?> <strong><?cs var:chart.web ?></strong></span> <span><?cs var:t("Total") ?> <strong><?cs var:chart.total ?></strong></span><?cs /if ?></figcaption>
<?cs if:chart.days.0.date ?><details>
<summary><?cs var:t("The same as a table") ?></summary>
<table class="lines chart-table">
<thead><tr><th scope="col"><?cs var:t("Day") ?></th><th scope="col" class="number"><?cs var:t("Till") ?></th><th scope="col" class="number"><?cs var:t("Web") ?></th><th scope="col" class="number"><?cs var:t("Total") ?></th></tr></thead>
<tbody><?cs each:x = chart.days ?>
<tr><th scope="row"><?cs var:x.date ?></th><td class="number"><?cs var:x.till ?></td><td class="number"><?cs var:x.web ?></td><td class="number strong"><?cs var:x.total ?></td></tr><?cs /each ?>
</tbody>
</table>
</details><?cs /if ?>
</figure>

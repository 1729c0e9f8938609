<?cs # Receiving: its pages. Data: tab. ?><nav class="tabs" aria-label="<?cs var:t("Receiving") ?>">
<a href="/office/receiving"<?cs if:tab == "deliveries" ?> aria-current="page"<?cs /if ?>><?cs var:t("Deliveries") ?></a>
<a href="/office/receiving/expiring"<?cs if:tab == "expiring" ?> aria-current="page"<?cs /if ?>><?cs var:t("Expiring soon") ?></a>
</nav>
